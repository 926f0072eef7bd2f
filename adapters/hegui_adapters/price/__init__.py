"""What loans cost, gathered once from a manifest and printed in several forms. Nothing is judged."""
