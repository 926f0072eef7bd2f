"""What a product says about itself: sections, their typing and their records. Nothing below here judges."""
