"""Article and its parse -> events: what happened, did not, or may, with who took part, where and when.

`triggers` finds the words that tell an event, `modality` whether it came about, `roles` who, where and when. Kinds are
PLOVER's (Halterman et al. 2023) and a few of ordinary news; lexicons are `lexicons/events_*.tsv`.
"""

from .find import find_events

__all__ = ["find_events"]
