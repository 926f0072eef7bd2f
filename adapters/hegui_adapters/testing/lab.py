"""What the `hegui` fixture gives a test: decisions by the settings of the project and the test's marker. It prints nothing."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from hegui.checking import day_for, load_manifest
from hegui.decide import Decision
from hegui.decision import Waiver
from hegui.errors import UsageError
from hegui.manifest.reading import Manifest
from hegui.manifest.stating import suggestion
from hegui.rulebook import Rulebook

from hegui_adapters.days import day_of
from hegui_adapters.language import LANGUAGES, Lang
from hegui_adapters.rulebooks import Rulebooks
from hegui_adapters.settings import Asked, Settings, settings
from hegui_adapters.testing.telling import ItemTold, stands, told
from hegui_adapters.waivers import NONE, read_exceptions

if TYPE_CHECKING:
    import pytest

__all__ = ["Lab", "Source"]

Source = str | Path | Mapping[str, object] | Manifest
"""A path, a manifest as plain values, or one read before."""

KEPT = 100
"""How many decisions of one test are kept: a test of drawn manifests makes thousands."""

_MARKED = ("as_of", "rules", "lang", "waivers")


class Lab:
    """Judges what a test gives it. Each rulebook is loaded once per session (per worker, under xdist)."""

    def __init__(self, root: Path, rules: Sequence[Path], running: Callable[[], pytest.Item | None]) -> None:
        """`root` is the project's folder, `rules` the house rules its suite names; none leaves that to its configuration."""
        self._root = root
        self._rules = rules
        self._running = running
        self._rulebooks = Rulebooks()
        self._made: deque[Decision] = deque(maxlen=KEPT)
        self._made_by = ""
        self._pending: deque[Decision] = deque(maxlen=KEPT)
        self._several = 0

    def check(
        self,
        source: Source,
        *,
        as_of: date | str | None = None,
        rules: Rulebook | str | Path | None = None,
        stated: Mapping[str, object] | None = None,
        waivers: Sequence[Waiver] | None = None,
    ) -> Decision:
        """Judge a manifest: `hegui.check`, with the project's rules, waivers and trust where the test names none.

        Args:
            source: A path (from the test's folder, the root of the project or the working directory), plain values, a manifest.
            as_of: The day; else the marker's, else the later of today and the planned launch.
            rules: A rulebook, or a folder of house rules; else the marker's, else the project's.
            stated: Facts to state otherwise, by path (`hegui.testing.with_facts`).
            waivers: Approved exceptions; else the marker's file, else the project's or the one beside the manifest.

        Raises:
            HeguiError: the manifest, the rules or what was asked for cannot be used.
        """
        marked = self._marked()
        manifest, folder = self._manifest(source, stated)
        held = self._settings(folder, rules, marked)
        rulebook = rules if isinstance(rules, Rulebook) else self._rulebooks.of(held)
        kept = read_exceptions(held.waivers) if held.waivers else NONE
        given = kept.waivers if waivers is None else waivers
        day = _day(as_of if as_of is not None else marked.get("as_of")) or day_for(manifest)
        decision = rulebook.check(manifest, as_of=day, waivers=given, plans=kept.plans)
        self._remember(decision)
        return decision

    def assert_clear(
        self,
        source: Source,
        *,
        as_of: date | str | None = None,
        rules: Rulebook | str | Path | None = None,
        stated: Mapping[str, object] | None = None,
        waivers: Sequence[Waiver] | None = None,
    ) -> Decision:
        """`check`, and fail the test with the report unless the verdict is `clear`."""
        __tracebackhide__ = True
        decision = self.check(source, as_of=as_of, rules=rules, stated=stated, waivers=waivers)
        if not decision.clear:
            raise AssertionError(self.report(decision))
        return decision

    def rulebook(self, rules: str | Path | None = None) -> Rulebook:
        """The rulebook a test judges by: the project's with the house rules named here, by the marker or by the project."""
        return self._rulebooks.of(self._settings(self._root, rules, self._marked()))

    def report(self, decision: Decision) -> str:
        """What stands in the way and what is open, as `hegui check` prints it."""
        return stands(decision, self.lang)

    @property
    def lang(self) -> Lang:
        """The language of reports: the marker's, else the project's."""
        return self._settings(self._root, None, self._marked()).lang

    # ---- what holds

    def _marked(self) -> Mapping[str, object]:
        """What the markers of the running test say, the nearest first."""
        item = self._running()
        found: dict[str, object] = {}
        for marker in item.iter_markers("hegui") if item else ():
            if marker.args:
                raise UsageError(f"the marker hegui takes names: {', '.join(_MARKED)}")
            for key, value in marker.kwargs.items():
                if key not in _MARKED:
                    raise UsageError(f'the marker hegui has no "{key}"{suggestion(key, list(_MARKED))[1]}')
                found.setdefault(key, value)
        return found

    def _settings(self, folder: Path, rules: Rulebook | str | Path | None, marked: Mapping[str, object]) -> Settings:
        named = marked.get("rules") if rules is None or isinstance(rules, Rulebook) else rules
        lang, waivers = marked.get("lang"), marked.get("waivers")
        if lang is not None and lang not in LANGUAGES:
            raise UsageError(f'lang is zh or en, not "{lang}"')
        asked = Asked(
            rules=tuple(self._root / str(one) for one in _listed(named) or self._rules),
            lang=lang,
            waivers=self._root / str(waivers) if waivers is not None else None,
        )
        if folder.resolve().is_relative_to(self._root):
            return settings(asked, folder)
        held = settings(asked, self._root)  # a manifest from elsewhere is judged as the project is, by its own waivers
        beside = folder / "waivers.yaml"
        return replace(held, waivers=beside) if held.waivers is None and beside.is_file() else held

    def _manifest(self, source: Source, stated: Mapping[str, object] | None) -> tuple[Manifest, Path]:
        folder = self._root
        if isinstance(source, str | Path):
            path = self._found(Path(source))
            source, folder = path, path.parent
        if stated:
            from hegui.testing.stating import with_facts

            return with_facts(source, stated), folder
        return (source if isinstance(source, Manifest) else load_manifest(source)), folder

    def _found(self, path: Path) -> Path:
        """A path as the first of these folders that has it makes it: the test's, the root of the project, the working one."""
        item = self._running()
        folders = (item.path.parent,) if item else ()
        whole = next((one for folder in (*folders, self._root) if (one := folder / path).is_file()), path)
        here = Path.cwd()
        return whole.relative_to(here) if whole.is_relative_to(here) else whole

    # ---- what was checked

    def _remember(self, decision: Decision) -> None:
        item = self._running()
        name = item.nodeid if item else ""
        if name != self._made_by:
            self._made.clear()
            self._made_by = name
        self._made.append(decision)
        self._pending.append(decision)
        self._several += 1

    def made_in(self, item: pytest.Item) -> Sequence[Decision]:
        """The latest decisions made in a test."""
        return list(self._made) if item.nodeid == self._made_by else ()

    def handed_over(self, kind: str) -> ItemTold:
        """What was checked since it was last asked for, as data that can go to another process."""
        found = [told(decision, self.lang) for decision in self._pending]
        more, self._several = self._several - len(found), 0
        self._pending.clear()
        return {"kind": kind, "decisions": found, "more": more}


def _day(day: object) -> date | None:
    if isinstance(day, date) or day is None:
        return day
    return day_of(str(day))


def _listed(named: object) -> Sequence[object]:
    if named is None:
        return ()
    return named if isinstance(named, list | tuple) else (named,)
