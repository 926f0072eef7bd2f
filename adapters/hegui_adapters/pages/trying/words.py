"""What the editor says, Chinese and English side by side."""

from __future__ import annotations

from hegui_adapters.pages.words import Group

__all__ = ["WORDS"]

WORDS: Group = {
    "heading": ("试检", "Try it"),
    "intro": (
        "边写边检查，不留存。未说明的不视为符合。写好后可作为一次检查提交。",
        "Judged while you write, and not kept. What is not stated is never a pass. Submit it as a check when it is ready.",
    ),
    "start_with": ("从样例开始", "Start with a sample"),
    "empty": ("空白", "empty"),
    "load": ("载入", "Load"),
    "load_note": ("会替换编辑框中的内容。", "It replaces what is in the editor."),
    "manifest": ("产品要素表（YAML）", "Manifest (YAML)"),
    "keyboard": (
        "输入时自动提示；Tab 缩进，按 Esc 后再按 Tab 离开编辑框。",
        "Completes while you type. Tab indents; Esc, then Tab, leaves the editor.",
    ),
    "as_of": ("适用日期", "Judge as of"),
    "as_of_note": (
        "不填则取今日与计划上线日中较晚者。",
        "Left empty: the later of today and the planned launch.",
    ),
    "judge": ("检查（不留存）", "Judge, keep nothing"),
    "store": ("作为检查提交", "Store as a check"),
    "store_note": ("提交后生成检查结论并写入日志。", "This makes a decision, kept in the log."),
    "sealed": (
        "本要素表含加密要素，此处显示为 null，检查时按未说明处理。作为同一产品的检查提交时沿用原值；改写或删去的，以改后为准。",
        (
            "Some facts are sealed. Here they read null and are judged as not stated. Stored as a check of the same product, they are "
            "what they were; what you write in their place, or take out, counts instead."
        ),
    ),
    "not_restored": (
        "加密要素无法写回改动后的要素表，请在原处重新填写后提交",
        "the sealed facts cannot be put back into the text as it is now: state them again where they stood",
    ),
    "may_not_store": ("提交检查需要产品角色。", "Storing takes the role of a product team."),
    "to_wizard": ("用问答补充", "Go on in questions and answers"),
    "result": ("检查结果", "What it comes to"),
    "nothing_yet": ("编辑框为空。", "There is nothing in the editor."),
    "waiting": ("正在检查…", "Judging…"),
    "judged_as_of": ("适用日期 {day}", "as of {day}"),
    "counts": ("检查发现计数", "Findings"),
    "not_a_manifest": ("尚不是产品要素表：{n} 处问题", "Not a manifest yet, problems: {n}"),
    "problem_at": ("第 {line} 行第 {column} 列", "line {line}, column {column}"),
    "blockers": ("阻断项", "What blocks"),
    "more_blockers": ("全部 {n} 项", "All {n}"),
    "missing_near": ("未说明，第 {line} 行附近", "not stated, near line {line}"),
    "substance": ("业务定性", "What it is"),
    "found": ("认定为", "Found to be"),
    "found_none": ("申报事实尚不足以认定业务活动。", "What is declared does not tell the activity yet."),
    "found_open": ("待认定：{names}", "Cannot be told yet: {names}"),
    "questions": ("待补充的要素", "Questions"),
    "questions_n": ("{n} 题，先列可了结最多检查项的", "{n}, those that settle most first"),
    "settles": ("可了结 {n} 项", "settles {n}"),
    "bears": ("影响结论", "bears on the verdict"),
    "nothing_asked": ("没有待补充的要素。", "Nothing is asked."),
}
