"""The pages of the service, for people: server-rendered, readable without scripts. They judge nothing and store nothing themselves."""
