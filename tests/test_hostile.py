"""A folder of hostile pages through every command that reads it: a dossier, valid in all its forms, with nothing in it
that runs, moves a cursor, turns a line around or is not seen for what it is."""

import csv
import gzip
import io
import json
import re
import zipfile

import pytest
from click.testing import CliRunner

from wellsourced.acquire.feeds import listing
from wellsourced.acquire.warc import pages_of_warc
from wellsourced.characters import KNOWN, codec_of, escaped, one_line, plain
from wellsourced.cli import main
from wellsourced.compare.passages import find_passages
from wellsourced.pipeline import read_one, read_pages
from wellsourced.records import Page

TEXT = "The weir above Tarn held through the night, the river board said on Tuesday, and nobody was hurt."
LAUGHS = '<!DOCTYPE html [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
) + "]>"  # fmt: skip
OUTSIDE = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY % y SYSTEM "http://127.0.0.1:9/y"> %y;]>'
HIDDEN = "It burst, the mayor of Tarn said today."
TURNED, FORMULA, ESCAPES = "\u202eraW\u202c in Tarn", '=HYPERLINK("http://x","go")', "\x1b[2J\x1b]0;x\x07\x9b31m Weir"
LINES = [
    {"text": TEXT, "title": TURNED, "outlet": "\u2066Post\u202e", "url": "https://a.example/\u202e1"},
    {"text": TEXT + " Again.", "title": FORMULA, "outlet": "@SUM(1)", "date": "\x00\u202e"},
    {"text": TEXT + " Once more.", "title": ESCAPES, "outlet": "+1+cmd|' /C calc'!A0"},
    {"text": "\ud800 half \udfff " + TEXT, "title": "\ud83d", "outlet": "\x00"},
    {"text": TEXT.replace("weir", "w\U000e0069\u200be\u200bir"), "title": "Weir \U000e0041\U000e0042 held"},
    {"text": "\u2028".join([TEXT] * 2) + "\x0c\x85", "title": "x" * 100_000, "outlet": "y" * 100_000},
]  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("hostile")
    (place / "lines.jsonl").write_text("\n".join(json.dumps(line) for line in LINES) + "\n[" + "[" * 90_000 + "\n")
    (place / "laughs.html").write_text(f"{LAUGHS}<title>&j;</title><p>{TEXT}</p><p>&j;</p>")
    (place / "outside.html").write_text(f"{OUTSIDE}<p>{TEXT}</p><p>&x;</p>")
    (place / "outside.xhtml.html").write_text(f'<?xml version="1.0"?>{OUTSIDE}<html><p>{TEXT}</p><p>&x;</p></html>')
    (place / "zeros.html").write_bytes(b"<title>We\x00ir</title><p>" + TEXT.encode().replace(b" ", b"\x00 ") + b"</p>")
    (place / "references.html").write_text(f"<title>&#27;[31m&#x202e;Weir</title><p>{TEXT} &#xd800;&#0;&#x9b;</p>")
    (place / "punycode.html").write_bytes(b"<meta charset=punycode><p>\xff" + TEXT.encode())
    (place / "escapes.html").write_bytes(b"<meta charset=unicode_escape><p>\xff\\ud800\\x1b[2J" + TEXT.encode())
    (place / "hidden.html").write_text(f"<h1>Weir held</h1><p>{TEXT}</p><p hidden>{HIDDEN}</p>")
    (place / "na\u202eme\x1b[2J\n.txt").write_text(TEXT + " In a file.")
    with zipfile.ZipFile(place / "in.zip", "w") as bundle:
        bundle.writestr("../../\x1b[2Jup.html", f"<p>{TEXT} In a bundle.</p>")
    return place


@pytest.fixture(scope="module")
def made(folder, tmp_path_factory):
    place = tmp_path_factory.mktemp("made")
    done = CliRunner().invoke(main, ["report", str(folder), "-o", str(place)])
    assert done.exit_code == 0, done.output
    return place, done.output


@pytest.fixture(scope="module")
def archive(folder, tmp_path_factory):
    place = str(tmp_path_factory.mktemp("archive") / "x.archive")
    assert CliRunner().invoke(main, ["add", place, str(folder)]).exit_code == 0
    return place


BAD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")


def test_the_terminal_shows_nothing_that_acts(made):
    assert not BAD.search(made[1])
    assert "⟨U+202E⟩" in made[1]


def test_the_page_shows_nothing_that_acts_and_names_what_turns(made):
    page = (made[0] / "dossier.html").read_bytes().decode("utf-8")
    assert [page[max(0, bad.start() - 80) : bad.end() + 20] for bad in BAD.finditer(page)] == []
    assert "⟨U+202E⟩raW" in page
    assert "root:x:" not in page


def test_the_dossier_is_valid_and_holds_no_half_characters(made, folder):
    found = json.loads((made[0] / "dossier.json").read_bytes())
    told = {one["address"] for one in (*found["articles"], *found["unread"])} | {
        address for one in found["articles"] for address in one.get("also_at", ())
    }
    assert len(told) == len(LINES) + 1 + 9 + 1
    for one in found["articles"]:
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", one["text"])
        for fact in (one["title"], one["outlet"], one["byline"]):
            assert fact is None or (len(fact) <= 500 and "\n" not in fact)
    text = " ".join(one["text"] for one in found["articles"])
    assert "root:x:" not in text
    assert text.count("ha") < 1000
    assert not any("burst" in claim["text"] for claim in found["claims"])


@pytest.mark.parametrize("form", ["json", "annotations", "prov", "ftm"])
def test_every_export_is_valid(form, folder):
    done = CliRunner().invoke(main, ["export", str(folder), "-f", form, "-o", "-"])
    assert done.exit_code == 0, done.output
    for line in (
        done.stdout_bytes.decode("utf-8").splitlines() if form == "ftm" else [done.stdout_bytes.decode("utf-8")]
    ):
        json.loads(line)


def test_no_cell_of_a_table_is_a_formula(archive, tmp_path):
    done = CliRunner().invoke(main, ["export", archive, "-f", "csv", "-o", str(tmp_path)])
    assert done.exit_code == 0, done.output
    for file in tmp_path.iterdir():
        for row in csv.DictReader(io.StringIO(file.read_bytes().decode("utf-8"), newline="")):
            assert not any(cell.lstrip()[:1] in ("=", "+", "@") for cell in row.values())
    titles = [
        row["title"] for row in csv.DictReader((tmp_path / "articles.csv").read_text(encoding="utf-8").splitlines())
    ]
    assert f"'{FORMULA}" in titles


def test_an_archive_of_them_is_searched_without_harm(folder, tmp_path):
    archive = str(tmp_path / "x.archive")
    assert CliRunner().invoke(main, ["add", archive, str(folder)]).exit_code == 0
    for arguments in (
        ["stories", archive],
        ["search", archive, "weir"],
        ["report", archive, "-o", str(tmp_path / "r")],
    ):
        done = CliRunner().invoke(main, arguments)
        assert done.exit_code == 0, done.output
        assert not BAD.search(done.output)


def test_entities_of_feeds_and_sitemaps_are_not_expanded():
    laughs = '<?xml version="1.0"?>' + LAUGHS.replace("DOCTYPE html", "DOCTYPE x")
    outside = '<?xml version="1.0"?>' + OUTSIDE.replace("DOCTYPE html", "DOCTYPE x")
    schema = "http://www.sitemaps.org/schemas/sitemap/0.9"
    for head, name in ((laughs, "&j;"), (outside, "&x;")):
        for body in (f"<rss><item><link>https://a.example/{name}</link></item></rss>",
                     f'<urlset xmlns="{schema}"><url><loc>https://a.example/{name}</loc></url></urlset>'):  # fmt: skip
            found = listing((head + body).encode(), "https://a.example/")
            assert sum(map(len, found.addresses)) < 100
            assert not any("root" in address or "haha" in address for address in found.addresses)


LABELS = [
    ("latin1", "cp1252"), ("ISO-8859-1", "cp1252"), ("Shift_JIS", "cp932"), ("utf8", "utf-8"), (" koi8-r ", "koi8-r"),
    ("punycode", None), ("unicode_escape", None), ("rot13", None), ("zlib", None), ("idna", None), ("utf-7", None),
    ("undefined", None), ("raw_unicode_escape", None), ("mbcs", None), ("\x00", None), ("x" * 10_000, None),
]  # fmt: skip


@pytest.mark.parametrize(("label", "codec"), LABELS)
def test_encodings_are_those_that_browsers_know(label, codec):
    assert codec_of(label) == codec
    assert codec is None or codec in KNOWN


def test_a_server_names_no_other_encoding_either():
    body = b"<p>\xe4 " + TEXT.encode() + b"</p>"
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=unicode_escape\r\n\r\n" + body
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://x.example/\x1b[2J\r\n"
    head += f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    [page] = pages_of_warc("in.warc", io.BytesIO(gzip.compress(head.encode() + http + b"\r\n\r\n")))
    assert page.content == body
    assert page.address == "http://x.example/\\x1b[2J"


def test_characters_without_width_are_taken_out_of_markup_and_told_of_texts():
    [text, markup] = ["".join(f"{word[:1]}\u200b{word[1:]} " for word in TEXT.split())] * 2
    assert read_one(Page("x.html", f"<p>{markup} &#8203;&shy;&ZeroWidthSpace;&#xE0041;</p>", "html")).text == TEXT
    article = read_one(Page("x.txt", text, "text"))
    assert article.text.count("\u200b") == len(TEXT.split())
    assert any("not seen" in note for note in article.notes)


def test_a_copy_is_known_by_its_words_whatever_is_hidden_in_them():
    copy = "".join(f"{word[:2]}\u200b{word[2:]} " if len(word) > 3 else f"{word} " for word in TEXT.split())
    articles, _ = read_pages([Page("a.txt", TEXT, "text", outlet="A"), Page("b.txt", copy, "text", outlet="B")])
    [passage] = find_passages(articles)
    assert len(passage.spans) == 2


def test_plain_text_keeps_its_length():
    odd = "".join(map(chr, range(0x3000))) + "\ud800\udfff\U000e0001"
    assert len(plain(odd)) == len(odd)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", plain(odd))
    assert plain(TEXT) is TEXT


def test_lines_are_bounded_and_escaped():
    assert one_line("a\n b\t\x1b" + "c" * 100, 10) == "a b �cccc…"
    assert one_line(" \n", 10) is None
    assert escaped("Tärn الوادي") == "Tärn الوادي"
    assert escaped("a\u202eb\x9b\ud800\u200b") == "a\\u202eb\\x9b\\ud800\\u200b"


def test_nothing_that_is_told_of_a_file_moves_a_cursor(tmp_path):
    done = CliRunner().invoke(main, ["report", str(tmp_path / "no\x1b[2J\u202e.txt")])
    assert done.exit_code == 1
    assert not BAD.search(done.output)
