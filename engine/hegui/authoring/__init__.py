"""What helps to write rules and to trust them: examples, branches, mutants, the register. It judges no product."""
