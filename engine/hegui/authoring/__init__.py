"""What helps to write rules and to trust them: examples run, branches counted, mutants bred, the register answered. It judges no product."""
