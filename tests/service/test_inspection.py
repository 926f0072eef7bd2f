"""What a store holds is compared with its log: a byte changed anywhere is found."""
