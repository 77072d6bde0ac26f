"""The docs do not lag: whatever a user can write or read is named in them, and they name nothing else."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args, get_type_hints

import click
import msgspec
import pytest

from dateline import __version__, rules
from dateline.cli import cli
from dateline.cli.edge import EXIT_BUG, EXIT_CODES, EXIT_PROBLEMS, EXIT_STOPPED
from dateline.dates import DateError, parse_date, parse_moment
from dateline.model import headers
from dateline.settings.config import Config
from dateline.views import feeds, lists, stories
from dateline.views.pages import View
from harness import REPOSITORY, MakeSite, Run
from rooms import PACKAGE, modules

DOCS = REPOSITORY / "docs"
PAGES = (
    *sorted(DOCS.rglob("*.md")),
    *(REPOSITORY / name for name in ("README.md", "ARCHITECTURE.md", "CHANGELOG.md", "tests/README.md")),
    REPOSITORY / "themes" / "default" / "README.md",
)
GENERATED = re.compile(r"(<!-- generated: .*? -->\n)(.*?)(<!-- end of generated -->)", re.DOTALL)


def _text(name: str) -> str:
    return (REPOSITORY / name).read_text(encoding="utf-8")


def _sections(text: str, level: int = 2) -> dict[str, str]:
    """The sections of a Markdown text by their titles."""
    parts = re.split(rf"^{'#' * level} (.+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


# ── README.md ────────────────────────────────────────────────────────────────────────────────────

FILE_SHOWN = re.compile(r"^`(content/\S+\.md)`[^\n]*:\n\n```markdown\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_story_of_the_readme_has_no_problem(site: MakeSite, run: Run) -> None:
    shown = dict(FILE_SHOWN.findall(_text("README.md")))
    assert {Path(path).name for path in shown} == {"ap.md", "newsweek.md", "story.md"}
    ran = run(site(shown), "check")
    assert "no problems" in ran.stdout
    assert ran.exit == 0


# ── rules ────────────────────────────────────────────────────────────────────────────────────────

RULES = _sections(_text("docs/rules.md"))


def test_every_rule_has_its_heading_and_no_other_rule_has_one() -> None:
    assert list(RULES) == [rule.name for rule in rules.ALL]


@pytest.mark.parametrize("rule", rules.ALL, ids=lambda rule: rule.name)
def test_docs_say_how_much_a_rule_weighs(rule: rules.Rule) -> None:
    weight = rule.severity.value.capitalize()
    if rule.in_check:
        weight += f"; an? {rule.in_check.value} in `check`"
    text = RULES.get(rule.name, "").strip()
    assert re.match(rf"{weight}, fixed[.;]" if rule.fixed else rf"{weight}\.", text)
    assert "Right:" in text
    assert "Wrong:" in text or "```" in text


def test_docs_group_the_rules_of_the_audit_by_their_level() -> None:
    groups = {}
    for title, text in _sections(_text("docs/rules.md"), 1).items():
        level = re.match(r"The audit, level (\d): ", title)
        groups |= dict.fromkeys(_sections(text), int(level[1]) if level else 0)
    assert groups == {rule.name: rule.level for rule in rules.ALL}


@pytest.mark.parametrize("rule", [rule for rule in rules.ALL if rule.level], ids=lambda rule: rule.name)
def test_docs_show_a_source_beside_what_is_wrong_and_right_about_it(rule: rules.Rule) -> None:
    example = re.search(r"^```\nSource: .+\nWrong:  .+\nRight:  .+\n```$", RULES[rule.name], re.MULTILINE)
    assert example


def test_docs_name_no_rule_that_does_not_exist() -> None:
    named: dict[str, str] = {}
    for page in PAGES:
        text = page.read_text(encoding="utf-8") if page.exists() else ""
        text = re.sub(r"^## unknown-rule$.*?^#", "#", text, flags=re.MULTILINE | re.DOTALL)
        found = re.findall(r"(?:error|warning): .*\[([a-z0-9-]+)\]$", text, re.MULTILINE)
        for names in re.findall(r"<!-- dateline-ignore: ([^>]*?)-->", text):
            found += re.split(r"[,\s]+", names.strip())
        for pairs in re.findall(r"<!-- dateline-check ([^>]*?)-->", text):
            found += re.findall(r"([\w-]+)=", pairs)
        for table in re.findall(r"^\[check\]\n((?:.+\n)*)", text, re.MULTILINE):
            found += re.findall(r"^#? ?([a-z0-9-]+) = ", table, re.MULTILINE)
        named |= dict.fromkeys(found, page.name)
    for anything in ("rule", "other"):
        named.pop(anything, None)
    assert named
    assert {name: page for name, page in named.items() if name not in rules.BY_NAME} == {}


def test_starter_names_no_rule_that_does_not_exist() -> None:
    text = (PACKAGE / "editing" / "starter" / "site.toml").read_text(encoding="utf-8")
    table = text.split("[check]")[1].split("\n\n")[0]
    assert set(re.findall(r"^#? ?([a-z0-9-]+) = ", table, re.MULTILINE)) <= set(rules.BY_NAME)


def _rules_made() -> Iterator[tuple[str, str]]:
    """The name of a rule that code makes a problem of, with the place in the code."""
    makers = {"Problem": 1, "problem": 0, "_problem": 0, "Snag": 0}
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call):
                name = ast.unparse(node.func).rpartition(".")[2]
                at = makers.get(name)
                rule = node.args[at] if at is not None and at < len(node.args) else None
                if isinstance(rule, ast.Constant) and isinstance(rule.value, str):
                    yield rule.value, f"{module.name}:{node.lineno}"


def test_code_makes_problems_of_known_rules_only() -> None:
    made = list(_rules_made())
    assert len(made) > 40
    assert [(rule, place) for rule, place in made if rule not in rules.BY_NAME] == []


# ── front matter and settings ────────────────────────────────────────────────────────────────────

TABLES: dict[str, type[msgspec.Struct]] = {
    "story.md": headers.StoryHeader,
    "a correction": headers.CorrectionEntry,
    "a source": headers.SourceHeader,
    "an event": headers.EventEntry,
    "a page": headers.PageHeader,
    "section.md": headers.SectionHeader,
}


@pytest.mark.parametrize("title", TABLES)
def test_every_key_of_front_matter_is_in_its_table(title: str) -> None:
    table = re.search(rf"^\| key of {title} \|.*\n((?:\|.*\n)+)", _text("docs/content.md"), re.MULTILINE)
    assert table
    rows = [row.split("|") for row in table[1].splitlines()[1:]]
    defaults = {key: row[3].strip() for row in rows for key in re.findall(r"`(\w+)`", row[1])}
    fields = {field.name: field.required for field in msgspec.structs.fields(TABLES[title])}
    assert {key: default == "required" for key, default in defaults.items()} == fields


def test_every_value_of_a_choice_is_named() -> None:
    content = _text("docs/content.md")
    for member in (*headers.MadeBy, *headers.CorrectionKind):
        assert f"`{member.value}`" in content


def test_the_examples_in_the_docs_build(site: MakeSite, run: Run) -> None:
    examples = re.findall(r"^```markdown\n(---\n.*?)^```", _text("docs/content.md"), re.MULTILINE | re.DOTALL)
    story, source = examples
    folder = "content/world/maduro-us-talks"
    root = site(
        {
            f"{folder}/story.md": story,
            f"{folder}/sources/ap.md": source,
            f"{folder}/sources/newsweek.md": "---\ntitle: Talks\npublisher: Newsweek\npublished: 2026-01-01\n"
            "---\nMaduro posts on Telegram on Dec 30: he would talk if Washington brought evidence.\n"
            "In late December, boats are stopped off the coast.\n",
        }
    )
    ran = run(root, "check", "--strict", "--now", "2026-01-15T12:00:00+00:00")
    assert (ran.exit, ran.stderr) == (0, "")


def test_every_setting_has_its_heading() -> None:
    text = _text("docs/settings.md")
    top = tuple(title.strip("`") for title in _sections(text))
    inner = tuple(title.strip("`") for title in _sections(text, 3))
    assert top == Config.__struct_fields__
    assert set(inner) == {f"{table}.{name}" for table, kind in _tables() for name in kind.__struct_fields__}


def _tables() -> Iterator[tuple[str, type[msgspec.Struct]]]:
    """The tables of site.toml that a room of `tables` describes, by name."""
    for name, hint in get_type_hints(Config).items():
        for kind in (hint, *get_args(hint)):
            if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
                yield name, kind


def test_every_date_in_the_docs_is_read() -> None:
    dates = _sections(_text("docs/content.md"))["Dates"]
    accepted, refused = dates.split("**Nothing is guessed.**")
    table = [row.split("|")[1] for row in accepted.splitlines() if row.startswith("| `")]
    forms = [form for cell in table for form in re.findall(r"`([^`]+)`", cell)]
    assert len(forms) > 40
    for form in forms:
        parse_date(form)
    moments = re.search(r"a time with its offset:\n(.*?)\. ", refused)
    assert moments
    for form in re.findall(r"`([^`]+)`", moments[1]):
        parse_moment(form)
    for form in re.findall(r"`([^`]+)`", refused.split("are errors")[0]):
        with pytest.raises(DateError):
            parse_date(form)


# ── commands ─────────────────────────────────────────────────────────────────────────────────────


def _commands(command: click.Command, context: click.Context) -> Iterator[tuple[str, str]]:
    """The name and the help of a command and of those below it."""
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from _commands(inner, click.Context(inner, parent=context, info_name=name))


def _reference() -> str:
    """What docs/commands.md says of every command: its name, and what `--help` prints."""
    settings = {**cli.context_settings, "terminal_width": 100}
    top = click.Context(cli, info_name="dateline", **settings)
    return "\n".join(f"## {path}\n\n```\n{text}\n```\n" for path, text in _commands(cli, top))


def test_every_command_is_documented_as_its_help_says(request: pytest.FixtureRequest) -> None:
    text = _text("docs/commands.md")
    reference = f"\n{_reference()}\n"
    if request.config.getoption("--update"):
        text = GENERATED.sub(lambda found: found[1] + reference + found[3], text)
        (DOCS / "commands.md").write_text(text, encoding="utf-8")
    found = GENERATED.search(text)
    assert found
    assert found[2] == reference


def test_every_exit_code_is_in_the_table() -> None:
    rows = re.findall(r"^\| (\d+) \|", _text("docs/commands.md"), re.MULTILINE)
    assert [int(row) for row in rows] == sorted(
        {0, EXIT_PROBLEMS, 2, *EXIT_CODES.values(), EXIT_BUG, EXIT_STOPPED}
    )


# ── themes ───────────────────────────────────────────────────────────────────────────────────────


def _views(kind: type[View] = View) -> Iterator[type[View]]:
    for child in kind.__subclasses__():
        if child.__module__ in (View.__module__, lists.__name__, stories.__name__, feeds.__name__):
            yield child
            yield from _views(child)


def test_theme_contract_has_a_table_for_every_view() -> None:
    tables = {}
    for name, text in _sections(_text("themes/default/README.md"), 3).items():
        rows = re.findall(r"^\|((?: `\w+`)+) \|", text.split("\n## ")[0], re.MULTILINE)
        tables[name] = {field for row in rows for field in re.findall(r"`(\w+)`", row)}
    assert tables == {view.__name__: set(view.__struct_fields__) for view in _views()}


def test_theme_contract_names_every_template() -> None:
    templates = REPOSITORY / "themes" / "default" / "templates"
    contract = _text("themes/default/README.md") + _text("docs/themes.md")
    names = [path.relative_to(templates).as_posix() for path in sorted(templates.rglob("*.*"))]
    assert names
    assert [name for name in names if name not in contract] == []


# ── pages of the docs ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(REPOSITORY).as_posix())
def test_every_link_in_the_docs_leads_somewhere(page: Path) -> None:
    text = re.sub(
        r"^```.*?^```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL
    )
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        path, _, anchor = target.partition("#")
        if ":" in path:
            continue
        led = (page.parent / path).resolve() if path else page
        assert led.exists(), target
        if anchor:
            titles = re.findall(r"^#+ (.+)$", led.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", sorted((DOCS / "decisions").glob("*.md")), ids=lambda page: page.stem)
def test_decision_is_short_and_whole(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 40
    assert list(_sections(text)) == ["Context", "Decision", "Consequences"]
    assert text.startswith(f"# {int(page.stem[:4])}. ")


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = [int(page.stem[:4]) for page in sorted((DOCS / "decisions").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))


def test_changelog_begins_with_this_version() -> None:
    versions = re.findall(r"^## \[(\d+\.\d+\.\d+)\]", _text("CHANGELOG.md"), re.MULTILINE)
    assert versions[0] == __version__
