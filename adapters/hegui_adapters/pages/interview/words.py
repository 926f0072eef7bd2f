"""What the interview says, Chinese and English side by side. Its questions bring their own words."""

from __future__ import annotations

from hegui_adapters.pages.words import Group

__all__ = ["WORDS"]

WORDS: Group = {
    "heading": ("问答", "Questions and answers"),
    "intro": (
        "逐组回答资金、收费、风险承担、客群与数据的事实，由规则认定产品属于哪些业务，并生成产品要素表。只问规则需要的；可随时停下。",
        "Say whose money goes where, who bears the loss, who buys, which data flow. The rules conclude what the product is.",
    ),
    "kept_nothing": (
        "在提交检查之前，服务不留存任何内容：答案只写在随页面传递的要素表中。",
        "Nothing is kept until you store a check: the answers stand in the manifest that travels with the page.",
    ),
    "begin": ("从头开始", "Start from nothing"),
    "begin_with": ("从已有的要素表开始", "Start from a manifest you have"),
    "begin_note": (
        "原文保持不动，只补写答案；注释保留。",
        "The text stays as it is, comments included; only answers are added.",
    ),
    "begin_with_it": ("以此开始", "Start with it"),
    "manifest": ("产品要素表（YAML）", "Manifest (YAML)"),
    "not_a_manifest": ("尚不是产品要素表：{n} 处问题", "Not a manifest yet, problems: {n}"),
    "problem_at": ("第 {line} 行第 {column} 列", "line {line}, column {column}"),
    "groups": ("问答分组", "Groups of questions"),
    "group_rest": ("规则尚需的其他要素", "What the rules still need"),
    "step_of": ("第 {n} 组，共 {all} 组", "Group {n} of {all}"),
    "left": ("尚有 {n} 项要素未说明", "{n} {n:fact|facts} still open"),
    "why": ("为什么问", "Why this is asked"),
    "settles": (
        "可了结 {n} 项检查，其中可阻断的 {blocking} 项",
        "settles {n} {n:check|checks}, {blocking} of them blocking",
    ),
    "names_it": ("用于标明产品、推定适用日期", "says which product it is and from when it is judged"),
    "stated_already": ("已说明，可修改", "stated; you may change it"),
    "more_rules": ("等 {n} 项", "{n} in all"),
    "leave": ("未说明", "leave unknown"),
    "none_declared": ("无", "none"),
    "other": ("其他（未列明）", "other, not listed"),
    "there_is": ("有", "there is"),
    "element": ("第 {n} 项", "No. {n}"),
    "another": ("再加一项", "Another"),
    "not_described": ("未描述的一项", "one that is not described"),
    "add": ("添加，再填下一项", "Add it and fill in another"),
    "remove": ("删除", "Remove"),
    "whole": ("这是全部吗", "Is that all"),
    "whole_all": ("以上即全部（一项未填则为未说明）", "that is all (unknown if nothing was filled in)"),
    "whole_others": ("另有未在此描述的", "there are others, not described here"),
    "whole_none": ("没有", "there are none"),
    "next": ("下一步", "Next"),
    "previous": ("上一步", "Back"),
    "finish": ("到此为止，看要素表", "Stop here and see the manifest"),
    "go_on": ("继续回答", "Go on answering"),
    "so_far": ("目前的结论", "So far"),
    "found": ("认定为", "Found to be"),
    "found_none": ("申报事实尚不足以认定业务活动。", "What was said does not tell the activity yet."),
    "found_open": ("待认定：{names}", "Cannot be told yet: {names}"),
    "because": ("因为", "because"),
    "counts": ("检查发现计数", "Findings"),
    "blockers": ("阻断项", "What blocks"),
    "the_manifest": ("生成的要素表", "The manifest so far"),
    "done": ("没有更多要问的。", "There is nothing more to ask."),
    "done_open": (
        "仍有 {n} 项要素未说明，未说明的不视为符合。",
        "{n} {n:fact is|facts are} still not stated. What is not stated is never a pass.",
    ),
    "result": ("要素表与结论", "The manifest and what it comes to"),
    "download": ("下载要素表", "Download the manifest"),
    "to_editor": ("在编辑器中打开", "Open it in the editor"),
    "store": ("作为检查提交", "Store as a check"),
    "store_note": ("提交后生成检查结论并写入日志。", "This makes a decision, kept in the log."),
    "sealed": (
        "本要素表含加密要素，此处显示为 null，检查时按未说明处理。作为同一产品的检查提交时沿用原值；改写或删去的，以改后为准。",
        (
            "Some facts are sealed. Here they read null and are judged as not stated. Stored as a check of the same product, they are "
            "what they were; what you write in their place, or take out, counts instead."
        ),
    ),
    "may_not_store": ("提交检查需要产品角色。", "Storing takes the role of a product team."),
    "faults": (
        "{n} 项答案无法写入要素表，见各题下的说明。",
        "{n} {n:answer|answers} cannot be stated; see below each.",
    ),
}
