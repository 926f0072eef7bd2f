"""What the product is called and claims to be. What it *is* is concluded by classification rules, never stated here."""

from __future__ import annotations

from typing import Annotated

from hegui.manifest.parts import Code, Day, Fact, Kind, Many, Part, Text, Version, fact
from hegui.values import Opaque

Domain = Annotated[str | Opaque, Kind("choice", "domain")]
ProductKind = Annotated[str | Opaque, Kind("choice", "product_kind")]
Channel = Annotated[str | Opaque, Kind("choice", "channel")]
Stage = Annotated[str | Opaque, Kind("choice", "stage")]
Token = Annotated[str | Opaque, Kind("choice", "token")]


class Product(Part):
    id: Fact[Code] = fact("产品编号", "Identifier of the product, the same in all its versions")
    name: Fact[Text] = fact("产品名称", "Name of the product", ask=("产品名称是什么？", "What is the product called?"))
    version: Fact[Version] = fact(
        "产品版本",
        "Version of the product",
        ask=("产品当前是哪个版本？", "Which version of the product is this?"),
    )
    tagline: Fact[Text] = fact("一句话介绍", "The product in one sentence")
    domain: Fact[Domain] = fact(
        "业务领域",
        "Business domain",
        ask=(
            "产品属于支付、信贷、财富、保险、监管科技中的哪一类？",
            "Is it payment, credit, wealth, insurance or regtech?",
        ),
    )
    kind: Fact[ProductKind] = fact(
        "申报的产品类型",
        "Kind of product, as declared",
        ask=("产品申报为哪一种类型？", "As what kind of product is it declared?"),
    )
    channels: Many[Channel] = fact(
        "服务渠道",
        "Channels it is offered through",
        ask=("产品通过哪些渠道提供？", "Through which channels is the product offered?"),
    )
    launch_date: Fact[Day] = fact(
        "计划上线日", "Planned launch", ask=("计划哪一天上线？", "When is the launch planned?")
    )
    stage: Fact[Stage] = fact(
        "当前阶段", "Stage it is in", ask=("产品目前处于哪个阶段？", "Which stage is the product in?")
    )
    description: Fact[Text] = fact("产品说明", "What the product does")
    scenario: Fact[Text] = fact(
        "使用场景", "Scene of use", ask=("产品服务于什么具体场景？", "Which concrete scene does the product serve?")
    )
    difference: Fact[Text] = fact(
        "与同类产品的差异",
        "What sets it apart from similar products",
        ask=("与同类产品相比有何不同？", "What sets it apart from similar products?"),
    )
    tokens: Many[Token] = fact(
        "涉及的代币和虚拟资产",
        "Tokens and virtual assets involved",
        ask=("产品是否涉及代币或虚拟资产，是哪几种？", "Are tokens or virtual assets involved, and which?"),
    )
    owner: Fact[Text] = fact(
        "产品负责人",
        "Who answers for the product in the firm",
        ask=("产品由谁负责？", "Who answers for the product in the firm?"),
    )
