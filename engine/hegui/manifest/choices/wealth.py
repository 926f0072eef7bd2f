"""Choices about selling, managing and advising on investments. What is sold is in `domains`."""

from __future__ import annotations

CHOICES: dict[str, dict[str, tuple[str, str]]] = {
    "wealth_service": {
        "information": ("仅提供行情资讯", "market information only"),
        "product_display": ("展示推介产品并引导购买", "products are shown and promoted"),
        "account_opening": ("开立交易账户", "trading accounts are opened"),
        "order_handling": ("办理认购、申购、赎回", "orders to buy and redeem are handled"),
        "advice": ("提供具体投资建议", "concrete investment advice"),
        "discretionary_trading": ("代客户作出投资决定并下单", "decides and trades for the customer"),
        "asset_management": ("受托管理客户资产", "manages customers' assets"),
        "deposit_taking": ("办理存款", "takes deposits"),
    },
    "product_operation": {
        "open": ("开放式", "open-ended"),
        "closed": ("封闭式", "closed-ended"),
    },
    "shortfall": {
        "investor_bears": ("由投资者承担", "borne by investors"),
        "liquidated": ("依约延期或清算", "extended or liquidated as agreed"),
        "own_advance": ("本机构自有资金垫付", "paid from the firm's own money"),
        "self_financed": ("自行筹集资金偿付", "the firm raises money to pay"),
        "rolling_issue": ("滚动发行，以后期资金兑付前期", "paid from later issues"),
        "third_party": ("委托其他机构代为偿付", "another firm pays"),
    },
    "elder_measure": {
        "dedicated_procedure": ("专门销售程序", "a procedure of its own"),
        "extra_inquiry": ("追加了解客户信息", "further inquiry"),
        "stronger_warning": ("强化风险提示", "stronger warning"),
        "longer_consideration": ("更长考虑时间", "longer time to consider"),
        "follow_up": ("及时回访", "follow-up call"),
    },
    "means_check": {
        "refused": ("比对，明显不符的拒绝", "compared; refused where clearly out of line"),
        "warned": ("比对，提示后可购买", "compared; sold after a warning"),
        "not_compared": ("不作比对", "not compared"),
    },
    "grade_review": {
        "continuous": ("持续动态管理", "kept current"),
        "at_issue": ("仅发行时评定", "only at issue"),
    },
    "change_notice": {
        "promptly": ("及时告知", "told promptly"),
        "periodically": ("定期汇总告知", "told periodically"),
        "not_told": ("不告知", "not told"),
    },
    "match_revision": {
        "revised_and_told": ("主动调整匹配意见并告知", "revised and told"),
        "revised": ("调整但不告知", "revised, not told"),
        "not_revised": ("不调整", "not revised"),
    },
    "test_change": {
        "prompt_and_confirm": ("提示差异并再次确认", "prompt and confirm again"),
        "prompt": ("仅提示", "prompt only"),
        "silent": ("不提示", "no prompt"),
    },
    "test_expiry": {
        "retest": ("重新测评后才能购买", "must be repeated before buying"),
        "reminder": ("提醒后仍可购买", "reminder, buying goes on"),
        "ignored": ("继续沿用原结果", "old result stays in use"),
    },
    "test_help": {
        "unaided": ("不作提示，独立作答", "unaided"),
        "hints": ("提示或引导选项", "hints are given"),
        "prefilled": ("预填默认答案", "answers are filled in beforehand"),
    },
    "product_type_display": {
        "distinct": ("分别标明产品类别", "each kind is marked"),
        "mixed": ("不同类别混同展示", "kinds are mixed"),
    },
    "recommend_scope": {
        "within_capacity": ("仅推介承受能力以内的产品", "only products within capacity"),
        "all_products": ("不区分承受能力", "regardless of capacity"),
        "above_on_request": ("客户要求后推介更高风险产品", "riskier products on request"),
    },
    "limited_capacity": {
        "excluded": ("识别并排除", "identified and excluded"),
        "guardian_low_risk": ("法定代理人同意，且仅限低风险产品", "with a guardian's consent, low risk only"),
        "guardian_any_risk": ("法定代理人同意，不限风险", "with a guardian's consent, any risk"),
        "without_guardian": ("无须法定代理人同意", "without a guardian's consent"),
    },
    "sale_trace": {
        "whole_process": ("全过程可回溯", "the whole process"),
        "key_steps": ("仅部分环节可回溯", "some steps only"),
        "not_kept": ("不可回溯", "not traceable"),
    },
    "private_audience": {
        "identified": ("仅向经特定对象确认的合格投资者", "identified qualified investors only"),
        "registered": ("向全部注册用户", "all registered users"),
        "anyone": ("向不特定对象", "anyone"),
    },
    "unit_sale": {
        "whole": ("按规定起点整体销售", "whole, at the lawful minimum"),
        "split": ("拆分份额或收益权", "units or rights are split"),
        "pooled_buyers": ("拼单或代持", "several buyers behind one name"),
    },
    "lowest_class": {
        "refused": ("拒绝销售高于承受能力的产品", "products above capacity are refused"),
        "after_warning": ("警示后可购买", "sold after a warning"),
        "same_as_others": ("与其他投资者相同", "as for others"),
    },
    "custodian_use": {
        "fact_only": ("仅如实载明托管机构", "named as a fact only"),
        "promotion": ("以托管人名义宣传", "used in promotion"),
    },
    "refund_scope": {
        "full": ("退还全部款项", "all money is returned"),
        "partial": ("退还部分款项", "part of the money is returned"),
        "refused": ("不予退还", "no money is returned"),
    },
    "cooling_off_contact": {
        "not_contacted": ("不主动联系", "the investor is not contacted"),
        "on_request": ("仅应投资者要求联系", "only at the investor's request"),
        "contacted": ("主动联系", "the investor is contacted"),
    },
    "benchmark_place": {
        "same_place": ("与业绩同一位置", "in the same place"),
        "elsewhere": ("在其他位置", "elsewhere"),
        "not_shown": ("不展示", "not shown"),
    },
    "benchmark_origin": {
        "contract": ("合同约定的基准", "the benchmark of the contract"),
        "outside": ("合同以外的指数或基准", "one that is not in the contract"),
    },
    "performance_data": {
        "checked": ("经托管人复核的数据", "data checked by the custodian"),
        "unchecked": ("未经复核的数据", "unchecked data"),
        "simulated": ("模拟或回测数据", "simulated or back-tested data"),
    },
    "performance_selection": {
        "complete": ("完整展示", "shown in full"),
        "selected": ("选择有利区间", "favourable periods are selected"),
        "altered": ("修饰或操纵数据", "data are altered"),
    },
    "warning_display": {
        "prominent": ("显著声明", "prominent"),
        "small": ("有声明但不显著", "there, but not prominent"),
        "not_shown": ("无声明", "not shown"),
    },
    "benchmark_display": {
        "with_basis": ("与测算依据、风险提示一并展示", "together with its basis and the risk"),
        "alone": ("单独展示数值", "the figure alone"),
        "highlighted": ("突出展示数值", "the figure is highlighted"),
    },
    "benchmark_changes_told": {
        "every_change": ("披露历次调整", "every change"),
        "latest": ("仅披露最近一次", "the latest only"),
        "not_told": ("不披露", "not told"),
    },
    "disclosure_stage": {
        "offering": ("募集披露", "offering"),
        "periodic": ("定期披露", "periodic"),
        "ad_hoc": ("临时披露", "ad hoc"),
        "final": ("终止披露", "final"),
    },
    "deposit_kind": {
        "demand": ("活期", "demand"),
        "time": ("定期", "time"),
        "demand_or_time": ("定活两便", "demand or time"),
    },
    "deposit_area": {
        "local": ("仅限住所地和网点所在地客户", "customers where it has its seat or branches"),
        "nationwide": ("不限地域", "anywhere"),
    },
    "smart_account": {
        "separate": ("单独设立智能管理账户", "separate smart accounts"),
        "shared": ("与其他业务共用账户", "accounts shared with other business"),
    },
    "trace_level": {
        "each_step": ("逐笔留痕", "each step"),
        "results": ("仅保存结果", "results only"),
        "not_kept": ("不留痕", "nothing is kept"),
    },
    "return_figure": {
        "expected_yield": ("预期收益率", "expected yield"),
        "past_return": ("过往收益", "past return"),
        "seven_day_yield": ("七日年化收益率", "seven-day yield"),
        "benchmark": ("业绩比较基准", "benchmark"),
        "back_test": ("模拟或回测收益", "back-tested return"),
    },
    "notice_voice": {
        "voiced": ("以旁白念出", "spoken"),
        "text_only": ("仅有文字", "text only"),
        "not_given": ("无提示", "not given"),
    },
}
