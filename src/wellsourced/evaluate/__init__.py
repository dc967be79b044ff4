"""How right a dossier is, measured against answers that people wrote (`docs/gold.md` describes their form)."""

from .gold import Coverage, Gold, read_gold
from .outcomes import MEASURES, Outcome, figures
from .subjects import outcomes

__all__ = ["MEASURES", "Coverage", "Gold", "Outcome", "figures", "outcomes", "read_gold"]
