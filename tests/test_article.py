"""A page -> its article: decoding, bounds, what is told of what was assumed, and the same page found twice."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellsourced.errors import Unreadable
from wellsourced.read.article import LARGEST_TEXT, language, merge_same, read_page
from wellsourced.records import Block, Page

SENTENCE = "The lock keeper said the sluice at Tärn Weir had held through the night and that nobody was hurt.\n"
BODY = SENTENCE * 3
CAFÉ = "The café owner in Málaga said the señor’s naïve plan for the résumé archive had failed — again.\n" * 3


def read(content, page_format="text", **hints):
    return read_page(Page("case", content, page_format, **hints))[0]


DECODED = [
    ("UTF-8", CAFÉ.encode(), ""),
    ("a byte order mark", CAFÉ.encode("utf-8-sig"), ""),
    ("UTF-16", CAFÉ.encode("utf-16"), ""),
    ("UTF-16 of the other order", b"\xfe\xff" + CAFÉ.encode("utf-16-be"), ""),
    ("UTF-32", CAFÉ.encode("utf-32"), ""),
    ("declared by the page", b"<meta charset=windows-1252>\n" + CAFÉ.encode("cp1252"), "windows-1252"),
    ("declared the old way",
     b'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-15">\n'
     + CAFÉ.replace("’", "'").replace("—", "-").encode("iso-8859-15"), "iso-8859-15"),
    ("not declared", CAFÉ.encode("cp1252"), "most likely"),
    ("declared as what it is not", b"<meta charset=ascii>\n" + CAFÉ.encode("cp1252"), "most likely"),
    ("declared as what does not exist", b"<meta charset=klingon>\n" + CAFÉ.encode("cp1252"), "most likely"),
    ("a few zero bytes", (CAFÉ * 10).encode().replace(b"again", b"ag\x00ain", 1), ""),
]  # fmt: skip


@pytest.mark.parametrize(("case", "data", "assumed"), DECODED, ids=[case for case, *_ in DECODED])
def test_encodings(case, data, assumed):
    article = read(data)
    assert "café owner in Málaga" in article.text
    assert "naïve plan" in article.text
    assert assumed in " ".join(article.notes)
    assert bool(article.notes) == bool(assumed)


def test_mixed_encodings_keep_what_can_be_read_and_say_so():
    article = read(CAFÉ.encode() * 4 + "The señor left.\n".encode("latin-1"))
    assert "naïve plan" in article.text
    assert "mixed encodings" in article.notes[0]


def test_half_a_character_is_replaced():
    assert read("The weir held \ud800 through the night, the lock keeper said.").text.encode()


UNREADABLE = [
    ("an empty file", b"", "text", "empty"),
    ("blanks", b" \n\t ", "text", "empty"),
    ("blank text of a JSON line", "  ", "text", "empty"),
    ("a byte order mark alone", b"\xef\xbb\xbf", "text", "empty"),
    ("an empty page", b"", "html", "empty"),
    ("markup without words", b"<html><head><script>go()</script></head><body><img src=x></body></html>", "html",
     "no words"),
    ("a picture", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "text", "binary"),
    ("a document", b"%PDF-1.7\nstream", "text", "binary"),
    ("an archive", b"PK\x03\x04rest", "html", "binary"),
    ("a program", b"\x7fELF" + bytes(1000), "text", "binary"),
    ("zeros", bytes(5000), "text", "binary"),
    ("noise", bytes((i * 7919 + i // 256 * 104729) % 251 for i in range(20_000)), "text", "binary"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "data", "kind", "reason"), UNREADABLE, ids=[case for case, *_ in UNREADABLE])
def test_what_gives_no_article_has_a_reason(case, data, kind, reason):
    with pytest.raises(Unreadable) as raised:
        read(data, kind)
    assert raised.value.address == "case"
    assert reason in raised.value.reason


PARAGRAPH = f"<p>{SENTENCE}</p>"
MEGABYTE = 1_000_000
LISTS = "[" + ",".join(["[" + ",".join(["[" + ",".join(["[]"] * 50) + "]"] * 50) + "]"] * 50) + "]"
HOSTILE = [  # (case, format, page): each is to be read in seconds, most in much less than one
    ("elements nested 100,000 deep", "html", "<div>" * 100_000 + PARAGRAPH * 3 + "</div>" * 100_000),
    ("marked words nested 100,000 deep", "html", "<p>" + "<b>" * 100_000 + SENTENCE * 3),
    ("lists nested 100,000 deep", "html", "<ul><li>" * 100_000 + PARAGRAPH),
    ("tables nested 100,000 deep", "html", "<table><tr><td>" * 100_000 + PARAGRAPH),
    ("comments that never end", "html", "<div>" * 3_000 + "<!--" * 50_000 + SENTENCE),
    ("scripts that never end", "html", "<div>" * 3_000 + "<script " * 50_000 + SENTENCE),
    ("links without end", "html", PARAGRAPH + "<a href=x>go on</a> " * 100_000),
    ("paragraphs of one letter", "html", PARAGRAPH + "<p>x</p>" * 300_000),
    ("an element with endless attributes", "html", "<p " + "a=b " * 200_000 + ">" + SENTENCE),
    ("a title of blanks", "html", "<title>" + " " * 200_000 + "x</title>" + PARAGRAPH * 3),
    ("data nested beyond measure", "html",
     '<script type="application/ld+json">' + "[" * 100_000 + "</script>" + PARAGRAPH * 3),
    ("data of a million lists", "html",
     f'<script type="application/ld+json">{LISTS}</script>' + PARAGRAPH * 3),
    ("a title of many parts", "html", "<title>" + "a | " * 20_000 + "</title>" + PARAGRAPH * 3),
    ("a tag with many attributes", "html", "<p " + " ".join(f"a{n}=b" for n in range(100_000)) + ">" + PARAGRAPH * 3),
    ("a tag with many values like tags", "html", "<p " + " ".join(f"a{n}='<'" for n in range(50_000)) + ">" + BODY),
    ("one endless line of 5 MB", "text", SENTENCE.replace("\n", " ") * (5 * MEGABYTE // len(SENTENCE))),
    ("one endless line of markup", "html", "<p>" + SENTENCE.replace("\n", " ") * (3 * MEGABYTE // len(SENTENCE))),
    ("one endless word", "text", "a" * 5 * MEGABYTE),
    ("a line of blanks", "text", SENTENCE + "\n" + " " * 900_000 + "\n" + SENTENCE),
    ("lines of one letter", "text", BODY + "y\n" * 20_000),
    ("lines of dates", "text", "Monday 3 June 2024\n" * 5_000 + BODY),
    ("lines of marks", "text", "“\n" * 10_000 + BODY),
]  # fmt: skip


@pytest.mark.parametrize(("case", "kind", "content"), HOSTILE, ids=[case for case, *_ in HOSTILE])
def test_hostile_pages_are_read(case, kind, content):
    article = read(content, kind)
    assert len(article.text) <= LARGEST_TEXT
    assert "endless word" in case or "Tärn Weir" in article.text
    assert len(content) < 4_000_000 or "only the first" in " ".join(article.notes)


@pytest.mark.parametrize("kind", ["text", "html"])
def test_a_page_of_fifty_megabytes_is_read_in_part_and_says_so(kind):
    many = (f"The lock keeper said sluice {i} at Tarn Weir had held through night {i} and nobody was hurt." for i in
            range(550_000))  # fmt: skip
    content = "\n\n".join(many).encode() if kind == "text" else b"<p>" + "</p>\n<p>".join(many).encode()
    assert len(content) > 47_000_000
    article = read(content, kind)
    assert len(article.text) <= LARGEST_TEXT
    assert "only the first" in " ".join(article.notes)


def test_line_ends_are_laid_down_and_nothing_else_is_changed():
    assert read("One line here, with words.\r\nAnd another\u00a0one.\rA third «one».").text == (
        "One line here, with words.\nAnd another\u00a0one.\nA third «one»."
    )


def test_what_the_carrier_says_outranks_the_page():
    markup = f"<title>Weir holds | Tarn Post</title><h1>Weir holds</h1>{PARAGRAPH * 3}"
    article, facts = read_page(
        Page("case", markup, "html", url="https://tarn.example/2024/05/02/weir", title="Given", date="2024-05-03",
             outlet="Given Post")
    )  # fmt: skip
    assert (article.title, article.outlet) == ("Given", "Given Post")
    assert facts.dates[0] == ("given with the page", "2024-05-03")
    assert facts.dates[-1] == ("the address", "https://tarn.example/2024/05/02/weir")


def test_the_same_page_twice_is_one_article_with_both_addresses():
    pages = [Page(address, BODY, "text", outlet="Tarn Post") for address in ("z.txt", "a.txt", "z.txt")]
    [article] = merge_same(read_page(page)[0] for page in pages)
    assert (article.address, article.also_at) == ("a.txt", ("z.txt",))


def test_the_same_words_of_two_outlets_are_two_articles():
    pages = [Page("a.txt", BODY, "text", outlet=outlet) for outlet in ("Tarn Post", "Weir Herald")]
    assert len(merge_same(read_page(page)[0] for page in pages)) == 2


def test_a_page_in_which_no_running_text_is_found_says_so():
    assert "no running text" in read("Home | News | Sport\nSubscribe\nLog in\n").notes[0]


LANGUAGES = [
    ("en", "The lock keeper said that the sluice had held through the night and that nobody was hurt in the town."),
    ("de", "Der Schleusenwärter sagte, das Wehr habe die Nacht über gehalten und niemand sei verletzt worden."),
    ("fr", "L'éclusier a déclaré que la vanne avait tenu toute la nuit et que personne n'avait été blessé hier."),
    ("es", "El guardián de la esclusa dijo que la compuerta había resistido toda la noche y que no hubo heridos."),
    ("en", "Weir holds."),
]


@pytest.mark.parametrize(("code", "text"), LANGUAGES)
def test_languages(code, text):
    assert language(text, (Block("paragraph", 0, len(text)),)) == code


def holds_together(article):
    """Blocks are in order, not empty, do not overlap, and lie in the text."""
    at = 0
    for block in article.blocks:
        assert at <= block.start < block.end <= len(article.text), (block, article.text)
        assert article.text[block.start : block.end].strip()
        at = block.end


def holds_together_or_is_refused(content, kind):
    try:
        article = read(content, kind)
    except Unreadable:
        return
    holds_together(article)


PIECES = st.sampled_from(
    ["<p>", "</p>", "<div class=byline>", "</div>", "<!--", "-->", "<script>", "</script>", "<h1>", "</h1>", "<b>", "<",
     ">", "&lt;", "&#0;", "&#xd800;", "<title>", "</title>", "<table><tr><td>", "<blockquote>", "<ul><li>", "<br>",
     "\n", "By Orla Venn", "3 June 2024", "HARROW (MNA) – ", "The weir held, the lock keeper said. ", "Read next",
     "Leave a Reply", "(Reuters)", "\x00", "\u2028", "\u202e", "“", "*", "\r", "#"]
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECES | st.text(max_size=6), max_size=40).map("".join), st.sampled_from(["text", "html"]))
def test_any_text_is_read_or_refused_with_a_reason(content, kind):
    holds_together_or_is_refused(content, kind)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["text", "html"]))
def test_any_bytes_are_read_or_refused_with_a_reason(content, kind):
    holds_together_or_is_refused(content, kind)
