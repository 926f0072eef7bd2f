"""How money moves: from whom, to whom, through which account. It does not say who may do so."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import create_model

from hegui.manifest.parts import Element, Fact, Kind, Many, Text, YesNo, fact
from hegui.values import Opaque

Party = Annotated[str | Opaque, Kind("choice", "party")]
FlowPurpose = Annotated[str | Opaque, Kind("choice", "flow_purpose")]
FlowChannel = Annotated[str | Opaque, Kind("choice", "flow_channel")]
FlowAccount = Annotated[str | Opaque, Kind("choice", "flow_account")]


class Flow(Element):
    name: Fact[Text] = fact("资金流名称", "Name of the flow")
    payer: Fact[Party] = fact("付款方", "Who pays", ask=("这笔资金由谁付出？", "Who pays this money?"))
    to: Fact[Party] = fact("收款方", "Who receives", ask=("这笔资金由谁收取？", "Who receives this money?"))
    account_holder: Fact[Party] = fact(
        "资金所在账户的户主",
        "Holder of the account it sits in",
        ask=("资金停留在谁的账户？", "In whose account does the money sit?"),
    )
    account_nature: Fact[FlowAccount] = fact(
        "资金所在账户的性质",
        "Nature of the account it sits in",
        ask=("资金停留的账户是什么性质？", "What kind of account does the money sit in?"),
    )
    through: Many[FlowChannel] = fact(
        "处理通道",
        "Through whom it is processed",
        ask=("资金通过哪些通道处理？", "Through whom is the money processed?"),
    )
    purpose: Fact[FlowPurpose] = fact(
        "资金性质", "What it is for", ask=("这笔资金是什么性质？", "What is this money for?")
    )
    can_become_cash: Fact[YesNo] = fact(
        "用户能否提取为现金或转出",
        "Can become cash",
        ask=("用户能否把这笔资金提现或转出？", "Can the user turn this money into cash?"),
    )


def _fields() -> dict[str, Any]:
    """`payer` is written `from` in a manifest, a word no class can have as a field."""
    own = {name: info for name, info in Flow.model_fields.items() if name not in Element.model_fields}
    return {"from" if name == "payer" else name: (info.annotation, info) for name, info in own.items()}


MoneyFlow: type[Element] = create_model("MoneyFlow", __base__=Element, __module__=__name__, **_fields())
