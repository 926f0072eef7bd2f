"""Administration as pages: tokens, subscriptions, the log, the service's state. What is done is done by what the API does it with."""
