"""Ways to run the stages over many articles; what they compute is in `pipeline`."""
