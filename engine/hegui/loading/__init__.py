"""From the files of a rulebook to typed rules and terms, every problem at its place. It judges nothing."""
