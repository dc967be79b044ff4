"""Documentation is run: its examples work, its links lead somewhere, its figures come from a command."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import wellsourced
from wellsourced.cli import main as commands

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def test_the_readme_example_runs():
    code = re.search(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL).group(1)
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert len(re.findall(r"^\d+ outlets [\d–]+ origins: .+", done.stdout, re.MULTILINE)) > 10


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_every_command_and_option_is_in_the_guide():
    guide = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")
    for name, command in commands.commands.items():
        assert f"wellsourced {name}" in guide
        for option in (option for parameter in command.params for option in parameter.opts if option.startswith("--")):
            assert option in guide


def test_every_command_has_an_example():
    assert all("Example:" in command.help for command in (commands, *commands.commands.values()))


def test_generated_parts_are_up_to_date():
    done = subprocess.run(
        [sys.executable, "docs/generate.py", "--check"], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr


def test_public_names_are_sorted_and_there():
    assert wellsourced.__all__ == sorted(wellsourced.__all__)
    assert all(hasattr(wellsourced, name) for name in wellsourced.__all__)


def test_make_targets_of_the_readme_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^    make (\w+)", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE):
        assert f"\n{target}:" in makefile
