"""Choices about winning customers: who presents, what copy rests on, what keeps people buying. Channels are in `conduct`."""

from __future__ import annotations

CHOICES: dict[str, dict[str, tuple[str, str]]] = {
    "name_kind": {
        "app": ("应用", "app"),
        "site": ("网站", "site"),
        "account": ("账号", "account"),
        "mark": ("商标", "mark"),
    },
    "live_presenter": {
        "authorised_staff": ("获授权且有资质的金融机构从业人员", "authorised, qualified staff of the institution"),
        "unqualified_staff": ("未获授权或无资质的从业人员", "staff without authorisation or qualification"),
        "outside_host": ("外聘主播", "outside host"),
        "influencer": ("网络达人和财经博主", "influencer or finance blogger"),
        "celebrity": ("明星", "celebrity"),
        "virtual_host": ("虚拟主播", "virtual host"),
    },
    "copy_source": {
        "contract_system": ("与合同文本同源生成", "generated from the contract itself"),
        "checked_against_contract": ("发布前与合同逐项核对", "checked against the contract before release"),
        "written_separately": ("单独撰写，不与合同核对", "written apart and not checked"),
    },
    "brand_display": {
        "provider_first": ("突出展示金融机构品牌", "the institution's brand stands out"),
        "side_by_side": ("机构与平台品牌并列且可区分", "both brands, told apart"),
        "platform_only": ("仅展示平台品牌", "the platform's brand alone"),
        "lookalike": ("使用与机构或平台近似的品牌", "a brand that looks like the other's"),
    },
    "sender_shown": {
        "name_and_contact": ("写明发送者名称和联系方式", "name and contact"),
        "name_only": ("仅写明名称", "name only"),
        "not_shown": ("不写明", "not shown"),
    },
    "limits_display": {
        "prominent": ("以显著标识说明", "pointed out clearly"),
        "plain": ("有说明但不显著", "stated, not prominent"),
        "not_shown": ("不说明", "not shown"),
    },
    "staff_posts": {
        "forbidden": ("不得自行发布", "forbidden"),
        "reviewed_only": ("仅可转发经审核的内容", "reviewed content only"),
        "free": ("可自行编发转载", "staff post freely"),
    },
    "model_target": {
        "risk_match": ("风险匹配", "match of risk"),
        "need_match": ("需求匹配", "match of need"),
        "click_through": ("点击率", "clicks"),
        "conversion": ("成交转化", "sales"),
        "spending": ("提高消费金额", "more spending"),
        "borrowing": ("提高借款和额度使用", "more borrowing"),
        "trading": ("提高交易频次", "more trades"),
        "time_spent": ("延长使用时间", "more time in the app"),
    },
    "hook": {
        "streak_rewards": ("连续签到奖励", "rewards for daily streaks"),
        "random_prizes": ("抽奖和盲盒", "lucky draws and blind boxes"),
        "spending_rankings": ("消费和打赏排行", "rankings of spending"),
        "top_up_rewards": ("充值返利", "rewards for topping up"),
        "countdown_offers": ("限时倒计时优惠", "offers with a countdown"),
        "invitations": ("邀请返现", "cash for invitations"),
        "discounts": ("一般优惠", "plain discounts"),
    },
    "click_lure": {
        "fake_system_notice": ("伪装系统更新、报错、清理、通知", "fake update, error or system notice"),
        "fake_media_button": ("伪装播放、暂停、返回等按钮", "fake play, pause or back button"),
        "fake_reward": ("虚假红包和奖励", "fake reward"),
    },
    "life_event_use": {
        "with_separate_consent": ("经单独同意使用", "with separate consent"),
        "with_general_consent": ("依据一般同意使用", "with general consent"),
        "without_consent": ("未经同意使用", "without consent"),
    },
    "provider_choice": {
        "user_choice": ("用户自行选择", "chosen by the user"),
        "suggested": ("推荐但可更换", "suggested, can be changed"),
        "designated": ("指定且不可更换", "designated, cannot be changed"),
    },
    "rival_choice": {
        "open": ("不限制使用同业产品", "rivals' products stay open"),
        "dearer": ("使用同业产品则提高价格或降低待遇", "worse terms for those who use rivals"),
        "blocked": ("排除或限制使用同业产品", "rivals are blocked or restricted"),
    },
    "venue_help": {
        "on_site_guide": ("现场指导", "guidance on site"),
        "counter": ("人工柜台办理", "manual counter"),
        "self_service": ("自助设备", "self-service only"),
    },
    "terminal_aid": {
        "voice": ("语音", "voice"),
        "large_text": ("大字", "large text"),
        "braille": ("盲文", "braille"),
    },
    "wording": {
        "plain_explained": ("通俗表述并解释关键术语", "plain words, key terms explained"),
        "plain": ("通俗表述", "plain words"),
        "technical": ("专业术语，不作解释", "technical terms, not explained"),
    },
}  # fmt: skip
