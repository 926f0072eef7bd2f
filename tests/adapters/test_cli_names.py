"""A run works out the options of the verb it was asked for alone; whoever asks cannot tell."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import typer
from hegui_adapters.cli import app, main
from typer.main import get_command

WHOLE = get_command(app)


def verbs(group: typer.Typer, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every verb and group of verbs by the words that name it."""
    for command in group.registered_commands:
        yield (*above, command.name or "")
    for below in group.registered_groups:
        yield (*above, below.name or "")
        if below.typer_instance is not None:
            yield from verbs(below.typer_instance, (*above, below.name or ""))


@pytest.mark.parametrize("words", list(verbs(app)), ids=" ".join)
def test_a_verb_says_of_itself_what_it_says_among_all_others(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        WHOLE.main(args=[*words, "--help"], prog_name="hegui")
    among_all = capsys.readouterr()
    main([*words, "--help"])

    assert capsys.readouterr() == among_all


@pytest.mark.parametrize("words", [["chek"], ["rules", "lst"], ["rules"], ["check"], ["token", "new"]], ids=" ".join)
def test_a_mistake_is_answered_with_all_verbs_in_view(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        WHOLE.main(args=words, prog_name="hegui")
    among_all = capsys.readouterr()
    main(words)

    assert capsys.readouterr() == among_all
