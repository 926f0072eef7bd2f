"""Green claims and what supports them. The wording of a claim is in `marketing.claims`."""

from __future__ import annotations

from typing import Annotated

from hegui.manifest.parts import Day, Element, Fact, Kind, Many, Money, Number, Part, Share, Text, fact
from hegui.values import Opaque

ClaimBasis = Annotated[str | Opaque, Kind("choice", "green_claim_basis")]
Catalogue = Annotated[str | Opaque, Kind("choice", "green_catalogue")]
Timing = Annotated[str | Opaque, Kind("choice", "green_timing")]


class Project(Element):
    """One project the money goes to."""

    NAMED_BY = ("name", "category")

    name: Fact[Text] = fact("项目名称", "Name of the project")
    category: Fact[Text] = fact(
        "目录中的项目类别",
        "Category in the catalogue",
        ask=("项目属于目录中的哪一类？", "Which category of the catalogue does the project fall in?"),
    )
    amount: Fact[Money] = fact("投向金额（元）", "Money that goes to it (CNY)")
    approved_on: Fact[Day] = fact(
        "审批日期", "Day it was approved", ask=("项目哪一天审批？", "When was the project approved?")
    )
    timing: Fact[Timing] = fact(
        "与目录发布的先后",
        "Before or after the catalogue",
        ask=(
            "项目在2025年版目录发布前还是发布后审批？",
            "Was the project approved before or after the catalogue of 2025?",
        ),
    )


class Green(Part):
    catalogue: Fact[Catalogue] = fact(
        "适用的目录", "Catalogue used", ask=("适用哪一版绿色金融目录？", "Which edition of the catalogue is used?")
    )
    projects: Many[Project] = fact(
        "绿色项目", "Green projects", ask=("资金投向哪些绿色项目？", "Which green projects does the money go to?")
    )
    proceeds_share: Fact[Share] = fact(
        "资金投向绿色项目的比例",
        "Share of the money that goes to green projects",
        ask=("募集或发放的资金有多大比例投向绿色项目？", "What share of the money goes to green projects?"),
    )
    claim_basis: Fact[ClaimBasis] = fact(
        "绿色声称的依据",
        "What supports green claims",
        ask=("绿色环保宣传有什么依据？", "What supports the green claims?"),
    )
    assessor: Fact[Text] = fact("评估认证机构", "Assessor")
    carbon_saved_tonnes: Fact[Number] = fact("碳减排量（吨）", "Carbon saved (tonnes)")
    carbon_method: Fact[Text] = fact(
        "碳核算方法", "How carbon is reckoned", ask=("碳减排量按什么方法核算？", "By which method is carbon reckoned?")
    )
    carbon_account: Fact[Text] = fact(
        "碳账户用途",
        "What carbon accounts are used for",
        ask=("碳账户用于什么？", "What are carbon accounts used for?"),
    )
