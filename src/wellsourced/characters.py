"""Characters as pages carry them: encodings by the names that browsers know, and what is no text or is not seen.

Pages are hostile input. A name of an encoding is theirs, and Python knows some that no page is in ("punycode", whose
decoding takes time with the square of the length; "unicode_escape", which makes halves of characters). Control
characters move a terminal's cursor and make XML invalid; marks of direction turn a line around; characters without
width hide a word from a search.
"""

from __future__ import annotations

import codecs
import re

# Codecs of the encodings in WHATWG's standard (https://encoding.spec.whatwg.org), by Python's names, and UTF-32
KNOWN = frozenset((
    "utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp866", "cp874", "koi8-r", "koi8-u", "mac-roman",
    "mac-cyrillic", "gbk", "gb2312", "gb18030", "big5", "big5hkscs", "euc_jp", "iso2022_jp", "shift_jis", "cp932",
    "euc_kr", "cp949", *(f"cp125{n}" for n in range(9)), *(f"iso8859-{n}" for n in range(1, 17) if n != 12),
    "ascii", "tis-620",
))  # fmt: skip
# What browsers read under another name: the larger set, of which the named one is a part
LARGER = {"iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030",
          "shift_jis": "cp932", "euc_kr": "cp949", "tis-620": "cp874"}  # fmt: skip
# Labels of the standard that Python does not know
LABELS = {"x-sjis": "cp932", "windows-874": "cp874", "x-mac-cyrillic": "mac-cyrillic", "iso-8859-8-i": "iso8859-8",
          "iso-8859-8-e": "iso8859-8", "x-x-big5": "big5", "unicode-1-1-utf-8": "utf-8"}  # fmt: skip

CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")  # Unicode's Cc but tab and line end, and Cs
_LINE_ENDS = frozenset("\x0b\x0c\x85")
DIRECTIONS = {0x202A: "LRE", 0x202B: "RLE", 0x202C: "PDF", 0x202D: "LRO", 0x202E: "RLO",
              0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI", 0x2069: "PDI"}  # fmt: skip
# Without width and without meaning in any script: soft hyphen, zero-width blanks, joiners of words, invisible
# operators, byte order marks, tags. Joiners of letters (U+200C, U+200D) are not among them: Persian needs them
_WIDTHLESS = "\u00ad\u200b\u2060-\u2064\ufeff\U000e0000-\U000e007f"
WIDTHLESS = re.compile(f"[{_WIDTHLESS}]")
IN_WORDS = re.compile(rf"[^\W\d_][{_WIDTHLESS}]+[^\W\d_]")
_REFERENCES = re.compile(
    r"&(?:shy|ZeroWidthSpace|NegativeVery(?:Thin|Thick)Space|NoBreak|ApplyFunction|InvisibleTimes|InvisibleComma|"
    r"#0*(?:173|8203|828[89]|829[0-2]|65279)|#[xX]0*(?:[aA][dD]|200[bB]|206[0-4]|[fF][eE][fF][fF]|[eE]00[0-7]"
    r"[0-9a-fA-F])|#0*917(?:50[4-9]|5[1-9]\d|6[0-2]\d|63[01]));?"
)


def codec_of(label: str) -> str | None:
    """Python's codec for an encoding as a page or server names it; None for what no browser knows.

    >>> codec_of("ISO-8859-1"), codec_of("latin1"), codec_of("punycode"), codec_of("no such")
    ('cp1252', 'cp1252', None, None)
    """
    label = label.strip().lower()
    try:
        name = codecs.lookup(LABELS.get(label, label)).name
    except (LookupError, ValueError, UnicodeError):
        return None
    name = LARGER.get(name, name)
    return name if name in KNOWN else None


def plain(text: str) -> str:
    """The text, character for character, without control characters and halves of characters.

    Old line ends become line ends; what Windows' encoding has in the place of control characters becomes that, as in
    browsers (a text decoded under the wrong name); all else becomes the replacement character.

    >>> plain("one\\x0ctwo \\x93three\\x94 \\x1b[31m")
    'one\\ntwo “three” �[31m'
    """
    return CONTROLS.sub(_plain, text) if CONTROLS.search(text) else text


def _plain(match: re.Match[str]) -> str:
    character = match.group()
    if character in _LINE_ENDS:
        return "\n"
    if "\x80" <= character <= "\x9f":
        return character.encode("latin-1").decode("cp1252", "replace")
    return "\ufffd"


def one_line(text: str, longest: int) -> str | None:
    """Plain text with its blanks and line ends folded, cut where it is longer than anything of its kind; or None."""
    folded = " ".join(plain(text[: 2 * longest]).split())
    return (folded if len(folded) <= longest else folded[: longest - 1].rstrip() + "…") or None


def without_widthless(markup: str) -> str:
    """Markup without characters that have no width: hyphenation aids, mostly, and words hidden from a search."""
    if "&" in markup:
        markup = _REFERENCES.sub("", markup)
    return markup if markup.isascii() else WIDTHLESS.sub("", markup)


def escaped(text: str) -> str:
    """A line for a terminal or a list of addresses: what is no text, turns the line around or is not seen stands in
    Python's notation.

    >>> escaped("flood\\u202etxt.\\x1b[2J\\n")
    'flood\\\\u202etxt.\\\\x1b[2J\\\\n'
    """
    return text if text.isascii() and text.isprintable() else _ESCAPED.sub(_escape, text)


_ESCAPED = re.compile(f"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\u202a-\u202e\u2066-\u2069{_WIDTHLESS}]")


def _escape(match: re.Match[str]) -> str:
    return match.group().encode("unicode_escape").decode("ascii")
