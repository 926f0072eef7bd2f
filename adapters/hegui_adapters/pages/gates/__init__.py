"""The pages of gates: may a product enter a stage, its life on a timeline, what happened to it put into its journal."""
