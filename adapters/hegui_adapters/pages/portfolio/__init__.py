"""The pages of all products: how they stand, which are alike, what of the firm's register was never checked. They judge nothing."""
