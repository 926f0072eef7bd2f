"""The pages of the interview: questions as forms, the manifest carried along in them. They ask nothing of their own."""
