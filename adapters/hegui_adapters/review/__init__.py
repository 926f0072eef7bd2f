"""What people say of a decision: acts, what they add up to, which of them may be said. It knows no HTTP and no database."""
