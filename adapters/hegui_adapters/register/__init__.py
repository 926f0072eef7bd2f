"""The firm's register of products beside the log of decisions: which product was never checked, which was launched all the same."""
