"""`hegui rules new`: writes the page of a rule to fill in. It never writes over a file, and what it writes decides nothing yet."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from hegui.checking import today
from hegui.loading.files import RULE_FOLDERS

from hegui_adapters.delivery import write_new
from hegui_adapters.exits import CLEAR
from hegui_adapters.failures import RefusedError
from hegui_adapters.settings import Asked, settings
from hegui_adapters.streams import say

__all__ = ["page", "run"]

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

CHECK = """\
title: {{zh: , en: }}                # the duty
fault: {{zh: , en: }}                # what is wrong where it is violated
kind: duty                         # prohibition | duty | guideline
force: warn                        # block | warn | advise
sources:
  - {{instrument: , article: }}      # instrument: its id in instruments.yaml; article: as in the text, null if nobody read it
# register: []                     # rows of the register of regulations this answers
confidence: unverified             # verified: the article was read | secondary: a re-post or the press | unverified
checked: {{on: {today}, against: }}
# for_each: data.items as item     # judges every element by itself
versions:
  - in_force: {{from: }}             # [from, until)
    when: {{}}                       # left out: always
    require: {{}}                    # or forbid
message:                           # one sentence; {{item.category}} prints that fact
  zh:
  en:
remedy:
  who: business                    # edit | business | external | legal
  note: {{zh: , en: }}
cases:                             # one of each; at a limit, one unit over, the first day and the day before
  - name:
    given: {{}}
    expect: violated
  - name:
    given: {{}}
    expect: met
  - name:
    given: {{}}
    expect: undetermined
  - name:
    given: {{}}
    expect: not_applicable
"""
CLASSIFICATION = """\
title: {{zh: , en: }}                # what the product, or a part of it, is
sources:
  - {{instrument: , article: }}      # instrument: its id in instruments.yaml; article: as in the text, null if nobody read it
# register: []                     # rows of the register of regulations this answers
confidence: unverified             # verified: the article was read | secondary: a re-post or the press | unverified
checked: {{on: {today}, against: }}
# for_each: data.items as item     # says it of every element by itself
versions:
  - in_force: {{from: 2000-01-01}}   # [from, until)
    when: {{}}
conclude: {{}}                       # {{product.is.NAME: true}} | {{product.activities: {{add: NAME}}}}, declared in conclusions.yaml
interpretation:                    # what you chose where the text leaves room
  zh:
  en:
cases:
  - name:
    given: {{}}
    expect: concluded
  - name:
    given: {{}}
    expect: not_concluded
  - name:
    given: {{}}
    expect: undetermined
"""


def page(rule_id: str, day: date) -> str:
    """The page of a rule to fill in; what is left blank the loader asks for."""
    template = CLASSIFICATION if rule_id.startswith("classify.") else CHECK
    return template.format(today=day)


def run(asked: Asked, rule_id: str) -> int:
    """Write the page into the house's folder (the first `--rules`), else into the rules given by `--base`.

    Raises:
        RefusedError: the id is none, there is no folder to write to, or the file exists.
    """
    held = settings(asked, Path())
    folder = next(iter(held.rules), held.base)
    if folder is None:
        raise RefusedError(
            "请以 --rules 指明规则目录；随附的规则不在原处修改",
            "say with --rules where your rules lie; the bundled ones stay",
        )
    file = folder / _path(rule_id.removeprefix("house."))
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RefusedError(
            f"无法写入 {file}：{error.strerror}", f"{file} cannot be written: {error.strerror}"
        ) from None
    write_new(file, page(rule_id.removeprefix("house."), today()))
    say(
        [
            f"已写入 {file}；填写后运行 hegui rules test {rule_id}"
            if held.lang == "zh"
            else f"wrote {file}; fill it in, then run hegui rules test {rule_id}"
        ]
    )
    return CLEAR


def _path(rule_id: str) -> str:
    """`boundaries.rates.cap` → `boundaries/rates/cap.yaml`."""
    parts = rule_id.split(".")
    if len(parts) < 2 or parts[0] not in RULE_FOLDERS or not all(ID.fullmatch(part) for part in parts[1:]):
        folders = ", ".join(RULE_FOLDERS)
        raise RefusedError(
            f"编号应为 {parts[0] if parts[0] in RULE_FOLDERS else 'boundaries'}.主题.名称（首段为 {folders} 之一，小写字母、数字、连字符）",
            f"an id is boundaries.TOPIC.NAME: one of {folders}, then lower-case letters, digits and hyphens",
        )
    return "/".join(parts) + ".yaml"
