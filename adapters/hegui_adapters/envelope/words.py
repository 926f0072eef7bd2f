"""The fixed words of `hegui price envelope`, in Chinese and English. Rules and charges bring their own."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["said"]

_SAID: Mapping[str, tuple[str, str]] = {
    "heading": ("价格余量", "The room that is left of the price"),
    "subheading": (
        "其余设计不变，逐项测算在价格规则下还能到哪里；其他规则由 hegui check 判断",
        ("each fact by itself, the rest of the design as declared, under the rules on prices and terms; all other rules are "
        "for hegui check"),
    ),
    "day": ("适用日期 {day}   规则库 {rulebook}   引擎 {engine}", "as of {day}   rulebook {rulebook}   engine {engine}"),
    "loan": ("贷款方案 {id}", "Loan {id}"),
    "now": ("现状", "As declared"),
    "costs": ("年化 {nominal}（名义），{effective}（复利）", "{nominal} a year nominal, {effective} compounded"),
    "uncosted": ("年化成本无法测算", "the yearly cost cannot be worked out"),
    "violates": ("已触及：{rule}。{message}", "runs into: {rule}. {message}"),
    "undecided": ("{rule}：尚不能判断", "{rule}: cannot be told yet"),
    "keeps": ("未触及阻断性价格规则", "runs into no blocking rule on prices"),
    "limits": ("各项上限", "Limits"),
    "fact": ("要素", "Fact"),
    "limit": ("限度", "Limit"),
    "declared": ("现值", "Declared"),
    "left": ("余量", "Room"),
    "bound": ("约束", "What binds"),
    "edits": ("改为", "Write"),
    "highest": ("{name}最高 {value}", "{name}: {value} at most"),
    "longest": ("期数最长 {value}", "term: {value} at the longest"),
    "shortest": ("期数最短 {value}", "term: {value} at the shortest"),
    "current": ("现 {value}，{room}", "now {value}; {room}"),
    "current_unknown": ("现值未说明", "now not stated"),
    "more": ("还有 {room}", "{room} left"),
    "over": ("须降 {room}", "to come down by {room}"),
    "longer": ("还可延长 {room}", "{room} more"),
    "too_long": ("须缩短 {room}", "to be shortened by {room}"),
    "shorter": ("还可缩短 {room}", "{room} fewer"),
    "too_short": ("须延长 {room}", "to be made longer by {room}"),
    "none_left": ("已到限度", "at the limit"),
    "past": ("再高即触及 {lines}", "any more runs into {lines}"),
    "past.longest": ("再长即触及 {lines}", "any longer runs into {lines}"),
    "past.shortest": ("再短即触及 {lines}", "any shorter runs into {lines}"),
    "open_past": ("超过此值，{rule}无法判断，须先明确：{asks}", "beyond it {rule} cannot be told until this is known: {asks}"),
    "open_past.shortest": (
        "短于此值，{rule}无法判断，须先明确：{asks}",
        "below it {rule} cannot be told until this is known: {asks}",
    ),
    "at_best": (
        "如上述问题的答复有利，可到 {value}；再进一步即触及 {lines}",
        "if that is answered in the product's favour, as far as {value}; any further runs into {lines}",
    ),
    "at_best_free": ("上述问题明确之前，此值以外均不能判断", "until that is known nothing beyond can be told"),
    "next": ("该规则之外，下一处约束在 {value}：{lines}", "apart from that rule the next limit is {value}: {lines}"),
    "quiet": (
        "不超过 {value} 时，也不触及只作提示、建议的规则；再往上即触及 {lines}",
        "up to {value} nothing is warned or advised against either; any more runs into {lines}",
    ),
    "never_quiet": ("无论取何值都有提示或建议：{lines}", "a warning or advice stands at every value: {lines}"),
    "unbounded": (
        "{name}：未见阻断性价格规则约束（已试至 {value}）",
        "{name}: no blocking rule on prices binds (tried up to {value})",
    ),
    "unbounded.shortest": ("期数最短 {value}，未见规则约束", "term: {value} at the shortest; no rule binds"),
    "fixed": ("{name}：不作测算，{reason}", "{name}: not worked out, {reason}"),
    "nowhere": ("{name}：{reason}", "{name}: {reason}"),
    "no_room": ("{name}：没有余地，取任何值都触及：{lines}", "{name}: no room; at any value it runs into {lines}"),
    "left_open": (
        "{rule}尚不能判断，本限度未计入（缺：{asks}）",
        "{rule} cannot be told yet and is left out of this limit (open: {asks})",
    ),
    "uncomputable": ("成本无法测算", "the cost cannot be worked out"),
    "runs": ("可用期数 {runs}", "terms that clear: {runs}"),
    "basis": ("依据", "Law"),
    "unread": ("条款号未核", "article not read"),
    "confirmed": ("已按所改要素重新检查：取此值不触及，再进一步即触及", "checked afresh with the edits: clear here, not one step further"),
    "unconfirmed": ("重新检查的结果与测算不一致，请勿据此定价，并报告此问题", "a fresh check disagrees: do not price by this; report it"),
    "stated_follows": ("（展示的年化利率随成本一并更正）", " (the yearly rate shown is corrected with the cost)"),
    "adds": ("{path} 增加 {text}", "{path}: add {text}"),
    "sets": ("{path}: {text}", "{path}: {text}"),
    "end.longest": ("（最长）", " (longest)"),
    "end.shortest": ("（最短）", " (shortest)"),
    "always": ("图中任何一点都触及：{rule}（未在图中标出）", "stands at every point and is not drawn: {rule}"),
    "write": ("要改什么", "What to write"),
    "write.note": (
        "各行各自成立，不可一并采用；每一行都已写入要素表重新检查：取此值不触及，再进一步即触及",
        ("each line by itself, not all together; each was written into the manifest and checked afresh: clear there, not one "
        "step further"),
    ),
    "maps": ("余量图", "Maps"),
    "map.charge": ("{x}与期初费用", "{x} and charge at the start"),
    "map.term": ("{x}与期数", "{x} and term"),
    "here": ("现设计", "as declared"),
    "clear": ("未触及价格规则", "runs into no rule on prices"),
    "noted": ("触及提示或建议（不阻断）", "a warning or advice (does not block)"),
    "open": ("待补充，尚不能判断", "cannot be told yet"),
    "shut": ("触及阻断性规则", "blocked"),
    "practice": ("执行口径", "practice"),
    "guidance": ("窗口指导口径", "oral guidance"),
    "nominal": ("名义年化", "nominal"),
    "effective": ("复利年化", "compounded"),
    "simple": ("本金单利", "simple"),
    "nominal_rate": ("名义利率（年）", "nominal rate (per year)"),
    "axis.sum": ("{name}（元）", "{name} (CNY)"),
    "axis.share": ("{name}", "{name}"),
    "axis.term": ("期数（每期一{period}）", "number of {period} payments"),
    "term": ("期数", "term"),
    "state": ("状态", "state"),
    "rules": ("规则", "rules"),
    "map": ("图", "map"),
    "x": ("横轴", "x axis"), "y": ("纵轴", "y axis"), "x.value": ("横轴取值", "x"), "y.value": ("纵轴取值", "y"),
    "no_map": ("名义利率不能变动，无图可画", "no rate can be set, so there is nothing to draw"),
    "points": ("{n} 个百分点", "{n} points"),
    "period": ("{n} 期", "{n} period"),
    "periods": ("{n} 期", "{n} periods"),
    "line_and_rule": ("{line}：{rule}", "{line}: {rule}"),
    "and": ("；", "; "),
    "joint": ("、", ", "),
    "note": (
        "依据申报事实测算价格规则的余量；限度以内不等于全部规则均未触及，不代替合规审查意见",
        ("worked out from declared facts under the rules on prices and terms; a value within a limit may still run into other "
        "rules; replaces no compliance opinion"),
    ),
}  # fmt: skip


def said(key: str, lang: str, **values: object) -> str:
    """One of the words above with its places filled."""
    return _SAID[key][lang != "zh"].format(**values)
