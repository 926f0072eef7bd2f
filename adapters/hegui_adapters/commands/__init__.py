"""One module for each verb of the command line. Options are declared in `cli`, not here."""
