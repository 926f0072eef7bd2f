"""What is kept: decisions, documents and the log that chains them, in SQLite or PostgreSQL. It judges nothing and speaks no HTTP."""
