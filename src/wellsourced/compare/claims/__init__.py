"""What articles report as the same thing, and on how many independent origins it rests.

    readings -> units -> links between units -> clusters -> claims with their origins counted

`units` cuts the readings into what can be claimed; `links` finds which of them say the same and why; `origins` counts
the roots of each cluster, careful to never count one twice. `find_claims` is the way through.
"""

from .find import find_claims

__all__ = ["find_claims"]
