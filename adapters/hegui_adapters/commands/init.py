"""`hegui init`: writes a manifest to start from. It never writes over a file unless told to."""

from __future__ import annotations

from pathlib import Path

from hegui_adapters.delivery import write_new
from hegui_adapters.exits import CLEAR
from hegui_adapters.failures import RefusedError
from hegui_adapters.language import Lang
from hegui_adapters.streams import put, say

__all__ = ["DEFAULT", "run"]

DEFAULT = "product.yaml"


def run(path: str, domain: str, lang: Lang, *, force: bool) -> int:
    """Write the starter of a domain to `path`; `-` is standard output, a folder gets `product.yaml`.

    Raises:
        RefusedError: there is no such domain, the file exists, or it cannot be written.
    """
    from hegui_adapters.starter import DOMAINS, starter

    if domain not in DOMAINS:
        listed = ", ".join(DOMAINS)
        raise RefusedError(f"没有领域“{domain}”，可选 {listed}", f'there is no domain "{domain}"; choose from {listed}')
    text = starter(domain, lang)
    if path == "-":
        put(text.rstrip("\n"))
        return CLEAR
    file = Path(path) / DEFAULT if Path(path).is_dir() else Path(path)
    write_new(file, text, over=force, hint=("；加 --force 覆盖", "; --force writes over it"))
    say(_next(file, lang))
    return CLEAR


def _next(file: Path, lang: Lang) -> tuple[str, str]:
    schema = file.with_name("product-v1.schema.json")
    if lang == "zh":
        return f"已写入 {file}；填写后运行 hegui check {file}", f"编辑器提示：hegui schema > {schema}"
    return f"wrote {file}; fill it in, then run hegui check {file}", f"for hints in an editor: hegui schema > {schema}"
