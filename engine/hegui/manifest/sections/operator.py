"""Who offers the product to its users and under which licences. The state of the firm is in `institution`."""

from __future__ import annotations

from typing import Annotated

from hegui.manifest.parts import Fact, Kind, Many, Part, Text, YesNo, fact
from hegui.manifest.sections.common import Licence, Region
from hegui.values import Opaque

Firm = Annotated[str | Opaque, Kind("choice", "firm")]
BankType = Annotated[str | Opaque, Kind("choice", "bank_type")]


class Operator(Part):
    name: Fact[Text] = fact(
        "运营主体名称", "Name of the operator", ask=("运营主体的名称是什么？", "What is the operator called?")
    )
    kind: Fact[Firm] = fact(
        "机构类型", "Kind of firm", ask=("运营主体是哪一类机构？", "What kind of firm is the operator?")
    )
    bank_type: Fact[BankType] = fact(
        "银行类型",
        "Kind of bank, where it is one",
        ask=("运营银行属于哪一类银行？", "What kind of bank is the operator?"),
    )
    licences: Many[Licence] = fact(
        "业务许可", "Licences it holds", ask=("运营主体持有哪些业务许可？", "Which licences does the operator hold?")
    )
    business_scope: Fact[Text] = fact(
        "经营范围",
        "Registered scope of business",
        ask=("运营主体登记的经营范围是什么？", "What is the operator's registered scope of business?"),
    )
    registered_region: Fact[Region] = fact(
        "注册地", "Region of registration", ask=("运营主体注册在哪里？", "Where is the operator registered?")
    )
    business_regions: Many[Region] = fact(
        "展业地域",
        "Regions it does business in",
        ask=("产品在哪些地域展业？", "In which regions is the product offered?"),
    )
    critical_infrastructure: Fact[YesNo] = fact(
        "是否关键信息基础设施运营者",
        "Operator of critical information infrastructure",
        ask=(
            "运营主体是否被认定为关键信息基础设施运营者？",
            "Has the operator been named an operator of critical information infrastructure?",
        ),
    )
    pboc_regulated: Fact[YesNo] = fact(
        "是否人民银行监管或认定的机构",
        "Regulated or recognised by the PBOC",
        ask=(
            "运营主体是否为金融机构或人民银行批准设立、认定的机构？",
            "Is the operator a financial institution, or set up or recognised by the PBOC?",
        ),
    )
    overseas: Fact[YesNo] = fact(
        "是否境外机构", "Established abroad", ask=("运营主体是否为境外机构？", "Is the operator established abroad?")
    )
    entrusted_by: Fact[Text] = fact(
        "受何机构委托",
        "Institution that entrusted it",
        ask=("受哪家金融机构委托开展业务？", "Which institution entrusted it?"),
    )
    on_published_list: Fact[YesNo] = fact(
        "是否在合作银行公布的名单内",
        "On the published list of the bank it works with",
        ask=(
            "运营主体是否在合作银行公布的合作机构名单内？",
            "Is the operator on the published list of the bank it works with?",
        ),
    )
