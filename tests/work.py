"""How much work a call does, counted and not timed: other processes do not change it."""

import sys


def calls_of(function, *arguments):
    """The number of calls, of Python's functions and of C's, that a call makes."""
    count = 0

    def seen(frame, event, argument):
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        function(*arguments)
    finally:
        sys.setprofile(before)
    return count
