"""`hegui form`: writes the questionnaire of a product, and a filled one as a manifest. It judges nothing."""

from __future__ import annotations

from pathlib import Path

from hegui_adapters.delivery import write_bytes, write_new
from hegui_adapters.exits import CLEAR
from hegui_adapters.failures import RefusedError
from hegui_adapters.settings import Asked, settings
from hegui_adapters.streams import put, say

__all__ = ["new", "read"]

_HINT = ("；加 --force 覆盖", "; --force writes over it")


def new(output: Path, asked: Asked, domain: str | None, source: str | None, *, force: bool) -> int:
    """Write a questionnaire; what a manifest states already is filled in.

    Raises:
        RefusedError: there is no such domain, the file exists or cannot be written.
        ManifestError: the manifest is not one.
    """
    from hegui.authoring.facts_read import times_read

    from hegui_adapters.forms.drawing import questionnaire
    from hegui_adapters.forms.layout import DOMAINS
    from hegui_adapters.rulebooks import Rulebooks
    from hegui_adapters.sources import one_source

    if domain is not None and domain not in DOMAINS:
        listed = ", ".join(DOMAINS)
        raise RefusedError(f"没有领域“{domain}”，可选 {listed}", f'there is no domain "{domain}"; choose from {listed}')
    if output.suffix.casefold() != ".xlsx":
        raise RefusedError(f"问卷是 .xlsx 文件，而不是 {output}", f"a questionnaire is an .xlsx file, not {output}")
    held = settings(asked, output.parent)
    given = one_source(source, None).manifest().root if source else None
    rules = times_read(Rulebooks().of(held).contents.rules)
    write_bytes(output, [questionnaire(held.lang, rules, domain=domain, given=given)], over=force, hint=_HINT)
    zh, en = (
        f"已写入 {output}；填好后运行 hegui check {output}",
        f"wrote {output}; fill it in, then run hegui check {output}",
    )
    say([zh if held.lang == "zh" else en])
    return CLEAR


def read(source: str, output: Path | None, *, force: bool) -> int:
    """Print the manifest that a questionnaire states, or write it to a file.

    Raises:
        ManifestError: every fault at its sheet and cell.
        RefusedError: it is no questionnaire, the file exists or cannot be written.
    """
    from hegui_adapters.render.manifest_text import manifest_text
    from hegui_adapters.sources import one_source

    text = manifest_text(one_source(source, None).manifest().root)
    if output is None:
        put(text.rstrip("\n"))
    else:
        write_new(output, text, over=force, hint=_HINT)
    return CLEAR
