"""The pages of decisions: one decision, its questions, its review, its memo, and all of a product."""
