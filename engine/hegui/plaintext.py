"""Bytes to text that reads as it looks: UTF-8, no invisible controls. Nothing here knows what the text says."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import islice
from typing import NoReturn

from hegui.errors import Problem, SourceError

__all__ = ["Surrogates", "legible", "place_of", "shown", "unseen_in"]

_BREAK = re.compile(r"\r\n|\r|\n")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]+")
_TAG_DIRECTIVE = re.compile(r"^%TAG\b", re.MULTILINE)
_HIGH, _LOW = "(u[dD][89abAB][0-9a-fA-F]{2})", "(u[dD][c-fC-F][0-9a-fA-F]{2})"
_PAIR = re.compile(rf"(?<!\\)((?:\\\\)*)\\{_HIGH}\\{_LOW}")
_ESCAPED = re.compile(r"\\[uU]0*([0-9a-fA-F]{4,6})")


def legible(data: str | bytes, file: str, *, size: int, problems: int) -> tuple[str, list[Problem]]:
    """`data` as text without a byte order mark, and up to `problems` characters to refuse that can be set aside.

    Each such character becomes U+FFFD, so that the rest keeps its place and can still be read.

    Raises:
        SourceError: It is larger than `size` bytes, or nothing sensible can be read at all.
    """
    _weigh(data, file, size)
    text = data if isinstance(data, str) else _decoded(data, file)
    text = text.removeprefix("\ufeff")
    _refuse_what_ends_the_reading(text, file)
    if _UNSEEN.search(text) is None:
        return text, []
    starts = _line_starts(text)
    found = [
        Problem(file, *_place(match.start(), starts), *_unseen(match[0][0]))
        for match in islice(_UNSEEN.finditer(text), problems)
    ]
    return _UNSEEN.sub(lambda match: "\ufffd" * len(match[0]), text), found


def _weigh(data: str | bytes, file: str, most: int) -> None:
    size = len(data)
    if size <= most and isinstance(data, str):
        size = len(data.encode("utf-8", "surrogatepass"))
    if size > most:
        _end(file, 1, 1, f"文档超过 {most} 字节：请拆分", f"the document is larger than {most} bytes: split it")


def _decoded(data: bytes, file: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        _end(file, 1, 1, "文件编码是 UTF-16：请另存为 UTF-8", "the file is UTF-16: save it as UTF-8")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").removeprefix("\ufeff")
        _end(
            file,
            *place_of(before, len(before)),
            "不是 UTF-8 编码（可能是 GBK 或 GB18030）：请另存为 UTF-8",
            "not UTF-8 (perhaps GBK or GB18030): save the file as UTF-8",
        )


def _refuse_what_ends_the_reading(text: str, file: str) -> None:
    if "\0" in text:
        _end(
            file,
            *place_of(text, text.index("\0")),
            "含有空字符（NUL），可能以 UTF-16 保存：请另存为 UTF-8",
            "holds a NUL character, perhaps saved as UTF-16: save it as UTF-8",
        )
    # The parser compares each %TAG line with all before it: a file of them would take minutes.
    if (found := _TAG_DIRECTIVE.search(text)) is not None:
        place = place_of(text, found.start())
        _end(file, *place, "不支持 %TAG 指令：请删去这一行", "%TAG is not used here: remove the line")


def _unseen(character: str) -> tuple[str, str]:
    code = f"U+{ord(character):04X}"
    return (
        f"含有不可见的控制字符 {code}，读到的与看到的可能不同：请删去",
        f"holds the invisible control character {code}, so it may not read as it looks: remove it",
    )


def unseen_in(value: str) -> tuple[str, str] | None:
    """What is wrong with a value whose escapes spell a character that nobody can see."""
    found = _UNSEEN.search(value)
    return None if found is None else _unseen(found[0][0])


def shown(name: str, most: int = 60) -> str:
    """A name of the document, safe and short enough to stand in a message."""
    safe = _UNSEEN.sub("\ufffd", " ".join(name.split()))
    return safe if len(safe) <= most else safe[: most - 1] + "…"


def place_of(text: str, index: int) -> tuple[int, int]:
    """Line and column, from 1, of the character at `index`."""
    return _place(index, _line_starts(text))


def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in _BREAK.finditer(text))]


def _place(index: int, starts: list[int]) -> tuple[int, int]:
    line = bisect_right(starts, index)
    return line, index - starts[line - 1] + 1


def _end(file: str, line: int, column: int, zh: str, en: str) -> NoReturn:
    raise SourceError([Problem(file, line, column, zh, en)])


class Surrogates:
    r"""JSON's way to write a character beyond U+FFFF, `\ud83d\ude00`, which the YAML parser refuses.

    Before parsing, the two backslashes become a character that occurs nowhere else: one for one, so every
    place stays. Afterwards `restored` joins the pair where it stood in double quotes, and undoes it elsewhere.
    """

    def __init__(self, text: str) -> None:
        self.text, self.mark = text, ""
        if _PAIR.search(text) is not None:
            self.mark = _unused(text)
            self.text = _PAIR.sub(rf"\g<1>{self.mark}\g<2>{self.mark}\g<3>", text)

    def restored(self, value: str, double_quoted: bool) -> str:
        if not self.mark or self.mark not in value:
            return value
        if double_quoted:
            value = re.sub(f"{self.mark}{_HIGH}{self.mark}{_LOW}", _joined, value)
        return value.replace(self.mark, "\\")


def _unused(text: str) -> str:
    used = set(map(ord, text)) | {int(code, 16) for code in _ESCAPED.findall(text)}
    private = (*range(0xE000, 0xF900), *range(0xF0000, 0xFFFFE), *range(0x100000, 0x10FFFE))
    return chr(next(code for code in private if code not in used))


def _joined(pair: re.Match[str]) -> str:
    high, low = int(pair[1][1:], 16), int(pair[2][1:], 16)
    return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
