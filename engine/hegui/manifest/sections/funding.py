"""Whose money it is and who bears the loss. What they are paid is in `pricing`."""

from __future__ import annotations

from typing import Annotated

from hegui.manifest.parts import Element, Fact, Kind, Many, Part, Share, Text, YesNo, fact
from hegui.manifest.sections.common import Licence, Region
from hegui.values import Opaque

Firm = Annotated[str | Opaque, Kind("choice", "firm")]
BankType = Annotated[str | Opaque, Kind("choice", "bank_type")]
Party = Annotated[str | Opaque, Kind("choice", "party")]
CrossRegion = Annotated[str | Opaque, Kind("choice", "cross_region_basis")]
LendingArea = Annotated[str | Opaque, Kind("choice", "lending_area")]
MoneySource = Annotated[str | Opaque, Kind("choice", "money_source")]


class Funder(Element):
    name: Fact[Text] = fact("出资机构名称", "Name of the funder")
    kind: Fact[Firm] = fact(
        "出资机构类型", "Kind of firm", ask=("出资机构是哪一类机构？", "What kind of firm funds the loans?")
    )
    bank_type: Fact[BankType] = fact(
        "银行类型",
        "Kind of bank, where it is one",
        ask=("出资银行属于哪一类银行？", "What kind of bank is the funder?"),
    )
    share: Fact[Share] = fact(
        "出资比例", "Share of the funds", ask=("出资比例是多少？", "What share of the funds does it provide?")
    )
    region: Fact[Region] = fact(
        "注册地", "Region of registration", ask=("出资机构注册在哪里？", "Where is the funder registered?")
    )
    licences: Many[Licence] = fact(
        "业务许可", "Licences it holds", ask=("出资机构持有哪些业务许可？", "Which licences does the funder hold?")
    )
    outlets: Fact[YesNo] = fact(
        "是否有实体网点", "Has branches", ask=("出资银行是否有实体经营网点？", "Does the funding bank have branches?")
    )
    mainly_online: Fact[YesNo] = fact(
        "业务是否主要在线上开展",
        "Works mainly online",
        ask=("出资银行业务是否主要在线上开展？", "Does the funding bank work mainly online?"),
    )
    lending_area: Fact[LendingArea] = fact(
        "借款人所在地域的限制",
        "Where its borrowers may come from",
        ask=(
            "出资银行的借款人限于注册地辖区还是可来自其他地区？",
            "May the bank's borrowers come from outside the area of its registration?",
        ),
    )
    cross_region_basis: Fact[CrossRegion] = fact(
        "跨注册地辖区展业的依据",
        "Basis for lending outside its area",
        ask=(
            "出资银行跨注册地辖区展业的依据是什么？",
            "On what basis does the funding bank lend outside its area?",
        ),
    )
    on_published_list: Fact[YesNo] = fact("是否在公布的合作名单内", "On the published list of partners")


class Guarantor(Part):
    name: Fact[Text] = fact(
        "增信机构名称",
        "Name of the guarantor",
        ask=("增信机构叫什么名称？", "What is the name of the guarantor?"),
    )
    kind: Fact[Firm] = fact(
        "增信机构类型", "Kind of firm", ask=("增信机构是哪一类机构？", "What kind of firm is the guarantor?")
    )
    share: Fact[Share] = fact(
        "担保覆盖比例",
        "Share of the loan it covers",
        ask=("担保覆盖贷款的多大比例？", "What share of the loan is guaranteed?"),
    )
    licences: Many[Licence] = fact(
        "业务许可", "Licences it holds", ask=("增信机构持有哪些业务许可？", "Which licences does the guarantor hold?")
    )
    on_published_list: Fact[YesNo] = fact(
        "是否在银行公布的合作名单内",
        "On the bank's published list of partners",
        ask=("增信机构是否在银行公布的合作机构名单内？", "Is the guarantor on the bank's published list of partners?"),
    )
    fee_paid_by: Fact[Party] = fact(
        "担保费承担方", "Who pays the guarantee fee", ask=("担保费由谁承担？", "Who pays the guarantee fee?")
    )


class Funding(Part):
    funder: Fact[Funder] = fact("出资机构", "Funder", ask=("贷款资金由谁提供？", "Who provides the funds?"))
    co_funders: Many[Funder] = fact(
        "共同出资机构", "Co-funders", ask=("是否有其他机构共同出资？", "Do others fund the loans too?")
    )
    guarantor: Fact[Guarantor] = fact(
        "增信机构", "Guarantor", ask=("是否有机构为贷款提供担保增信？", "Is the loan guaranteed by someone?")
    )
    bears_loss: Many[Party] = fact(
        "损失承担方", "Who bears the loss", ask=("贷款损失由谁承担？", "Who bears the loss on loans?")
    )
    source_of_money: Many[MoneySource] = fact(
        "资金来源", "Where the money comes from", ask=("出借资金来自哪里？", "Where does the money lent come from?")
    )
    platform_paid_by: Fact[Party] = fact(
        "平台服务费支付方",
        "Who pays the platform",
        ask=("平台服务费由谁支付？", "Who pays the platform for its services?"),
    )
