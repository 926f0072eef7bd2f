"""The doors of hegui: command line and renderers. They ask the engine; they judge nothing themselves."""
