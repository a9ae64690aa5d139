"""The commands of `kg`, a file for each kind; they and cli.py are all that prints."""
