"""Where the forms of a result go: one to standard output, the others to files. It renders nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from hegui_adapters.failures import RefusedError
from hegui_adapters.streams import put

__all__ = ["FORMATS", "Targets", "deliver", "targets_of", "write_bytes", "write_new"]

FORMATS = ("text", "json", "sarif", "junit", "markdown", "html", "github", "gitlab", "xlsx")
BINARY = frozenset({"xlsx"})
"""Formats that only go to a file."""
Targets = Mapping[str, Path | None]
"""Each format that is wanted with the file it is written to; None is standard output."""


def targets_of(formats: Sequence[str], outputs: Sequence[str], known: Sequence[str] = FORMATS) -> Targets:
    """What `--format` and `--output FORMAT=FILE` ask for; text, where neither names a format for standard output.

    `known` are the formats the verb has.

    Raises:
        RefusedError: a format is unknown, is no text, two would mix on standard output, an output is not written FORMAT=FILE.
    """
    for name in formats:
        if name not in known:
            listed = ", ".join(known)
            raise RefusedError(f"没有格式“{name}”，可选 {listed}", f'there is no format "{name}"; choose from {listed}')
    targets: dict[str, Path | None] = dict.fromkeys(formats or ("text",))
    targets.update(_output(text, known) for text in outputs)
    printed = [name for name, path in targets.items() if path is None]
    for name in BINARY.intersection(printed):
        raise RefusedError(f"{name} 须写入文件：--output {name}=文件", f"{name} needs a file: --output {name}=FILE")
    if len(printed) > 1:
        listed = ", ".join(printed)
        raise RefusedError(
            f"标准输出只能有一种格式（现有 {listed}），其余请用 --output 格式=文件",
            f"standard output takes one format, not {listed}; write the others with --output FORMAT=FILE",
        )
    return targets


def _output(text: str, known: Sequence[str]) -> tuple[str, Path | None]:
    name, _, path = text.partition("=")
    if name not in known or not path:
        listed = "|".join(known)
        raise RefusedError(f"--output 应写作 {listed}=文件，而不是“{text}”", f'--output is {listed}=FILE, not "{text}"')
    return name, None if path == "-" else Path(path)


def deliver(path: Path | None, result: str | bytes) -> None:
    """Print a result, or write it to its file; bytes only go to a file.

    Raises:
        RefusedError: the file cannot be written.
    """
    if path is None:
        assert isinstance(result, str)
        if result:
            put(result)
        return
    written = result if isinstance(result, bytes) else f"{result}\n".encode() if result else b""
    try:
        path.write_bytes(written)
    except OSError as error:
        raise RefusedError(
            f"无法写入 {path}：{error.strerror}", f"{path} cannot be written: {error.strerror}"
        ) from None


def write_new(file: Path, text: str, *, over: bool = False, hint: tuple[str, str] = ("", "")) -> None:
    """Write a text as `write_bytes` does."""
    write_bytes(file, [text.encode()], over=over, hint=hint)


def write_bytes(file: Path, parts: Iterable[bytes], *, over: bool = False, hint: tuple[str, str] = ("", "")) -> None:
    """Write a file that is not there yet, or, told so, write over one; `hint` says how to tell it.

    Raises:
        RefusedError: the file exists, or cannot be written.
    """
    try:
        with file.open("wb" if over else "xb") as stream:
            stream.writelines(parts)
    except FileExistsError:
        raise RefusedError(f"{file} 已存在{hint[0]}", f"{file} exists{hint[1]}") from None
    except OSError as error:
        raise RefusedError(
            f"无法写入 {file}：{error.strerror}", f"{file} cannot be written: {error.strerror}"
        ) from None
