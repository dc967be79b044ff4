"""Ways to run the stages over many articles; what they compute is in `pipeline`."""

# Objects made between two searches for garbage that refers to itself. There is hardly any, and Python's own 700 cost a
# twentieth of the time from five pages to their dossier, most of it while the language model is loaded.
GARBAGE = 100_000
