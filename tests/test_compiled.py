"""Compiled templates are kept where Python keeps compiled modules, and are only ever a shorter way to the same text."""

import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, PackageLoader

from wellsourced.tell.html.compiled import Compiled

PAGES = PackageLoader("wellsourced.tell.html")


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """The folder that stands in for all __pycache__."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path


def hello(text="Hello {{ name }}", options="", loader=None):
    environment = Environment(loader=loader or DictLoader({"hello.html": text}), autoescape=True)
    environment.bytecode_cache = Compiled(options)
    return environment.get_template("hello.html").render(name="<you>")


def files(folder: Path):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_template_is_kept_and_found_again(kept):
    assert hello() == "Hello &lt;you&gt;"
    (file,) = files(kept)
    before = file.stat().st_mtime_ns
    assert hello() == "Hello &lt;you&gt;"
    assert file.stat().st_mtime_ns == before


@pytest.mark.parametrize("other", [{"text": "Bye {{ name }}"}, {"options": "other"}], ids=["text", "options"])
def test_what_was_kept_of_another_text_or_other_options_does_not_count(kept, other):
    hello()
    (file,) = files(kept)
    before = file.read_bytes()
    assert hello(**other) == f"{other.get('text', 'Hello {{ name }}').split()[0]} &lt;you&gt;"
    assert file.read_bytes() != before


@pytest.mark.parametrize("left", [0, 3, 30, 60, -5])
def test_what_was_not_wholly_written_is_compiled_anew(kept, left):
    hello()
    (file,) = files(kept)
    whole = file.read_bytes()
    file.write_bytes(whole[:left])
    assert hello() == "Hello &lt;you&gt;"
    assert file.read_bytes() == whole


def test_nothing_is_written_where_python_writes_nothing(kept, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert hello() == "Hello &lt;you&gt;"
    assert files(kept) == []


def test_a_folder_that_cannot_be_written_is_no_error(kept, monkeypatch):
    (kept / "file").write_text("no folder")
    monkeypatch.setattr(sys, "pycache_prefix", str(kept / "file"))
    assert hello() == "Hello &lt;you&gt;"


def test_the_page_s_own_templates_are_kept(kept):
    environment = Environment(loader=PAGES)
    environment.bytecode_cache = Compiled("")
    environment.get_template("frame.html")
    assert [path.name for path in files(kept)] == [f"frame.html.{sys.implementation.cache_tag}.pyc"]
