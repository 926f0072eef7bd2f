"""What is wrong with a text, in words that say how to mend it: (Chinese, English). Nothing here reads or decides."""

from __future__ import annotations

from typing import Final

from hegui.plaintext import shown

__all__ = [
    "EMPTY",
    "KEY_IS_EMPTY",
    "KEY_IS_NO_TEXT",
    "MERGE_KEY",
    "SEVERAL_DOCUMENTS",
    "dangling",
    "explain",
    "points_at_the_start",
    "repeated",
    "tagged",
    "too_deep",
    "too_long",
    "too_many",
]

EMPTY: Final = ("文档是空的：请至少写一个键", "the document is empty: write at least one key")
SEVERAL_DOCUMENTS: Final = (
    "一个文件只能有一份文档：请拆成多个文件，并删去“---”",
    "one file holds one document: split the file and remove the `---`",
)
KEY_IS_NO_TEXT: Final = (
    "键必须是文字，不能是列表或对象：请改写",
    "a key must be text, not a list or a mapping: rewrite it",
)
KEY_IS_EMPTY: Final = ("冒号前缺少键：请写出键名", "there is no key before the colon: write one")
MERGE_KEY: Final = (
    "不支持合并键 <<：请直接写出各项",
    "merge keys `<<` are not used here: write the entries out",
)

_FULL_WIDTH_COLON = "\uff1a"
_BRACKETS = ("'}'", "']'")

_AT_START = ("could not find expected ':'", "found unexpected end of stream")

_MEANING: tuple[tuple[str, str, str], ...] = (
    (
        "could not find expected ':'",
        "这一行不是“键: 值”的形式：请补上冒号和空格；若是上一项文字的续行，请缩进",
        "this line is not `key: value`: add a colon and a space, or indent it if it continues the text above",
    ),
    (
        "mapping values are not allowed",
        "此处不能再出现“: ”：文字中含有冒号加空格时请整体加引号，否则请检查上一行的缩进",
        "a second `: ` cannot stand here: put text that contains it in quotes, or check the indentation",
    ),
    (
        "found unexpected ':'",
        "括号内的文字含有冒号：请加引号，或在冒号后留一个空格",
        "text in brackets holds a colon: put it in quotes, or write a space after the colon",
    ),
    (
        "block sequence entries are not allowed",
        "此处不能以“- ”开始列表项：请另起一行并对齐缩进",
        "a list item `- ` cannot start here: begin a new line and align it with its list",
    ),
    (
        "mapping keys are not allowed",
        "此处不能开始一个键：请另起一行",
        "a key cannot start here: begin a new line",
    ),
    (
        "found unexpected end of stream",
        "引号没有闭合：请在文字末尾补上同样的引号",
        "this quote is never closed: add the same quote at the end of the text",
    ),
    (
        "found unexpected document indicator",
        "引号内的文字中出现了行首的“---”或“...”：请先闭合引号",
        "a line in quotes starts with `---` or `...`: close the quote first",
    ),
    (
        "found unknown escape character",
        "双引号内的反斜杠写法无效：反斜杠本身请写 \\\\，或改用单引号",
        "this backslash escape does not exist: write \\\\ for a backslash, or use single quotes",
    ),
    (
        "hexdecimal number",
        "\\x、\\u、\\U 之后须分别有 2、4、8 位十六进制数字",
        "\\x, \\u and \\U must be followed by 2, 4 and 8 hexadecimal digits",
    ),
    (
        "invalid Unicode character escape",
        "该转义不是一个字符（可能只有代理对的一半）：请直接写出字符本身",
        "this escape is no character (perhaps half of a surrogate pair): write the character itself",
    ),
    (
        "found a tab character",
        "缩进不能用制表符（Tab）：请改用空格",
        "tabs cannot indent: use spaces",
    ),
    (
        "did not find expected ',' or '}'",
        "花括号内缺少逗号，或没有用“}”闭合：请补上",
        "a comma is missing, or the `{` is never closed: add `,` or `}`",
    ),
    (
        "did not find expected ',' or ']'",
        "方括号内缺少逗号，或没有用“]”闭合：请补上",
        "a comma is missing, or the `[` is never closed: add `,` or `]`",
    ),
    (
        "did not find expected key",
        "这一行与同级的键没有对齐，或上一项文字在引号之后还有内容：请检查缩进和引号",
        "this line is not aligned with the keys beside it, or text follows a quote: check both",
    ),
    (
        "did not find expected '-' indicator",
        "这一行与同级的列表项没有对齐，或缺少“- ”：请检查缩进",
        "this line is not aligned with the list items beside it, or lacks `- `: check the indentation",
    ),
    (
        "did not find expected node content",
        "此处缺少内容：请写出值，或删去多余的符号",
        "something is missing here: write the value, or remove the extra sign",
    ),
    (
        "did not find expected <document start>",
        "文档已经结束，这里是多余的内容：请删去，或检查上文的括号、引号与缩进",
        "the document has ended before this: remove it, or check brackets, quotes and indentation above",
    ),
    (
        "found undefined tag handle",
        "不支持“!”标签：请删去标签，只留下值",
        "tags (`!…`) are not used here: remove the tag and keep the value",
    ),
    (
        "incompatible YAML document",
        "只支持 YAML 1.2：请删去 %YAML 这一行",
        "only YAML 1.2 is read: remove the %YAML line",
    ),
    (
        "directive",
        "不支持以“%”开头的指令行：请删去这一行",
        "lines that start with `%` are not used here: remove the line",
    ),
    (
        "while scanning a block scalar",
        "“|”或“>”之后须换行，正文从下一行缩进开始：若这本身就是文字，请加引号",
        "after `|` or `>` the text starts on the next line, indented: if the sign is itself text, quote it",
    ),
    (
        "while scanning an anchor",
        "“&”之后须是锚点名（字母与数字）：若这本身就是文字，请加引号",
        "`&` is followed by the name of an anchor, letters and digits: if it is itself text, quote it",
    ),
    (
        "while scanning an alias",
        "“*”之后须是锚点名（字母与数字）：若这本身就是文字，请加引号",
        "`*` is followed by the name of an anchor, letters and digits: if it is itself text, quote it",
    ),
    (
        "a tag",
        "不支持“!”标签：请删去标签；若这本身就是文字，请加引号",
        "tags (`!…`) are not used here: remove the tag, or quote it if it is itself text",
    ),
)

_TAB = ("缩进不能用制表符（Tab）：请改用空格", "tabs cannot indent: use spaces")
_COLON: tuple[str, str] = (
    "（附近有全角冒号“：”，请改为半角冒号加空格）",
    " (a full-width colon stands nearby: write `: `)",
)


def explain(problem: str, character: str, nearby: str, opened: tuple[int, int] | None) -> tuple[str, str]:
    """The parser's `problem`, met at `character`, in Chinese and English, with how to mend it.

    `nearby` is the line and the one above it; `opened` is where the bracket or block round it starts.
    """
    if "cannot start any token" in problem:
        return _cannot_start(character)
    for needle, zh, en in _MEANING:
        if needle in problem:
            hints = [_COLON] if _FULL_WIDTH_COLON in nearby else []
            if opened is not None and needle.endswith(_BRACKETS):
                hints.append(
                    (f"（从第 {opened[0]} 行第 {opened[1]} 列开始）", f" (it opens at {opened[0]}:{opened[1]})")
                )
            return zh + "".join(hint[0] for hint in hints), en + "".join(hint[1] for hint in hints)
    return f"YAML 语法有误：{problem}", f"this is not YAML: {problem}"


def _cannot_start(character: str) -> tuple[str, str]:
    if character == "\t":
        return _TAB
    return (
        f"文字不能以 {character} 开头：请给整段文字加引号",
        f"text cannot start with {character}: put the text in quotes",
    )


def points_at_the_start(problem: str) -> bool:
    """Whether the place to mend is where the broken thing starts, not where the parser gave up."""
    return any(needle in problem for needle in _AT_START)


def tagged(tag: str) -> tuple[str, str]:
    name = shown(tag)
    return f"不支持标签 {name}：请删去，只留下值", f"the tag {name} is not used here: remove it and keep the value"


def repeated(key: str, line: int, column: int) -> tuple[str, str]:
    name = shown(key)
    return (
        f"键“{name}”重复，第一次出现在第 {line} 行第 {column} 列：请删去一个，或改名",
        f"the key `{name}` is repeated, first at line {line}, column {column}: remove or rename one of them",
    )


def dangling(anchor: str, *, of_itself: bool) -> tuple[str, str]:
    name = shown(anchor)
    if of_itself:
        return f"*{name} 引用了它自己：请直接写出内容", f"*{name} refers to itself: write the content out"
    return (
        f"没有名为 {name} 的锚点：请在前文用 &{name} 定义，或直接写出内容；若是文字请加引号",
        f"no anchor is named {name}: define &{name} above or write the content out; if it is text, quote it",
    )


def too_many(most: int) -> tuple[str, str]:
    return (
        f"内容超过 {most} 个节点（别名按展开计）：请拆分，或减少 * 引用",
        f"more than {most} values, aliases written out: split the document or use fewer aliases",
    )


def too_deep(most: int) -> tuple[str, str]:
    return f"嵌套超过 {most} 层：请减少层次", f"nested deeper than {most} levels: flatten it"


def too_long(most: int) -> tuple[str, str]:
    return f"这段文字超过 {most} 个字符：请缩短", f"this text is longer than {most} characters: shorten it"
