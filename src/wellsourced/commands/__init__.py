"""The commands of the command line, by their subject; each imports what it needs when it is called."""
