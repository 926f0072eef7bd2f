"""Parts of the technology section: tokens, digital yuan, joint modelling, interfaces, cloud, connected devices."""

from __future__ import annotations

from typing import Annotated

from hegui.manifest.parts import Element, Fact, Kind, Many, Money, Part, Share, Text, YesNo, fact
from hegui.values import Opaque

Token = Annotated[str | Opaque, Kind("choice", "token")]
TokenActivity = Annotated[str | Opaque, Kind("choice", "token_activity")]
Market = Annotated[str | Opaque, Kind("choice", "token_market")]
Issuer = Annotated[str | Opaque, Kind("choice", "token_issuer")]
Peg = Annotated[str | Opaque, Kind("choice", "token_peg")]
Resale = Annotated[str | Opaque, Kind("choice", "token_resale")]
TokenConsent = Annotated[str | Opaque, Kind("choice", "token_consent")]
Infrastructure = Annotated[str | Opaque, Kind("choice", "token_infrastructure")]
AccountClass = Annotated[str | Opaque, Kind("choice", "account_class")]
Condition = Annotated[str | Opaque, Kind("choice", "contract_condition")]
Shown = Annotated[str | Opaque, Kind("choice", "contract_shown")]
Expiry = Annotated[str | Opaque, Kind("choice", "contract_expiry")]
Funds = Annotated[str | Opaque, Kind("choice", "contract_funds")]
Sweep = Annotated[str | Opaque, Kind("choice", "wallet_sweep")]
DataUse = Annotated[str | Opaque, Kind("choice", "wallet_data_use")]
Reidentification = Annotated[str | Opaque, Kind("choice", "joint_reidentification")]
JointTerm = Annotated[str | Opaque, Kind("choice", "joint_term")]
Authentication = Annotated[str | Opaque, Kind("choice", "api_authentication")]
Authorisation = Annotated[str | Opaque, Kind("choice", "api_authorisation")]
Review = Annotated[str | Opaque, Kind("choice", "api_review")]
Encryption = Annotated[str | Opaque, Kind("choice", "encryption")]
StopSwitch = Annotated[str | Opaque, Kind("choice", "stop_switch")]
Isolation = Annotated[str | Opaque, Kind("choice", "cloud_isolation")]
Recovery = Annotated[str | Opaque, Kind("choice", "cloud_recovery")]
Sampling = Annotated[str | Opaque, Kind("choice", "iot_sampling")]
OffSwitch = Annotated[str | Opaque, Kind("choice", "off_switch")]
Bystanders = Annotated[str | Opaque, Kind("choice", "iot_bystanders")]


class VirtualAsset(Element):
    """One token or virtual asset the product deals with. The kinds alone are in `product.tokens`."""

    NAMED_BY = ("name", "kind")

    kind: Fact[Token] = fact("代币种类", "Kind of token", ask=("属于哪一种代币？", "Which kind of token is it?"))
    name: Fact[Text] = fact("代币名称", "Name of the token")
    activities: Many[TokenActivity] = fact(
        "开展的活动",
        "What is done with it",
        ask=("围绕该代币开展哪些活动？", "What is done with this token?"),
    )
    offered_to: Many[Market] = fact(
        "服务对象所在地",
        "Where the persons served are",
        ask=("向境内还是境外主体提供？", "Is it offered to persons in the mainland or abroad?"),
    )
    issuer: Fact[Issuer] = fact("发行人", "Who issues it", ask=("该代币由谁发行？", "Who issues this token?"))
    issued_in: Many[Market] = fact(
        "发行地", "Where it is issued", ask=("该代币在境内还是境外发行？", "Is it issued in the mainland or abroad?")
    )
    pegged_to: Fact[Peg] = fact(
        "挂钩标的", "What it is pegged to", ask=("该代币与什么挂钩？", "What is this token pegged to?")
    )
    resale: Fact[Resale] = fact(
        "能否转让", "Can be passed on", ask=("持有人能否转让该代币？", "Can holders pass this token on?")
    )
    cash_out: Fact[YesNo] = fact(
        "能否兑换为法定货币",
        "Can be exchanged for money",
        ask=("该代币能否兑换为法定货币？", "Can this token be exchanged for money?"),
    )
    consent: Fact[TokenConsent] = fact(
        "主管部门的同意或备案",
        "Consent of or filing with the authority",
        ask=("是否取得主管部门同意或备案？", "Has the authority agreed, or has it been filed?"),
    )
    infrastructure: Fact[Infrastructure] = fact(
        "依托的基础设施",
        "Infrastructure it rests on",
        ask=("代币化依托什么基础设施？", "On which infrastructure does it rest?"),
    )
    underlying_in: Fact[Market] = fact(
        "底层资产所在地",
        "Where the underlying assets are",
        ask=("底层资产在境内还是境外？", "Are the underlying assets in the mainland or abroad?"),
    )


class ContractMoney(Part):
    """Digital yuan bound by a contract loaded on the wallet."""

    conditions: Many[Condition] = fact(
        "使用条件", "Conditions of use", ask=("合约限定了哪些使用条件？", "Which conditions does the contract set?")
    )
    shown: Fact[Shown] = fact(
        "条件的展示",
        "When conditions are shown",
        ask=("使用条件在用户接受资金之前还是之后展示？", "Are conditions shown before the user takes the money?"),
    )
    on_expiry: Fact[Expiry] = fact(
        "到期未用的资金",
        "Money unused at the end",
        ask=("到期未用的资金归谁？", "Who gets the money that is unused at the end?"),
    )
    funds_at: Fact[Funds] = fact(
        "履约前资金所在", "Where the money waits", ask=("履约前资金在谁的钱包或账户？", "Where does the money wait?")
    )


class DigitalYuan(Part):
    margin_share: Fact[Share] = fact(
        "数字人民币保证金比例",
        "Margin held in digital yuan",
        ask=("非银行机构的数字人民币保证金比例是多少？", "Which share does the non-bank firm hold as margin?"),
    )
    insured_told: Fact[Money] = fact(
        "告知客户的存款保险限额（元）",
        "Deposit insurance customers are told of (CNY)",
        ask=("向客户说明的存款保险限额是多少？", "Which limit of deposit insurance are customers told of?"),
    )
    insured_classes: Many[AccountClass] = fact(
        "说明受存款保险保障的钱包",
        "Wallets said to be insured",
        ask=("向客户说明哪几类钱包受存款保险保障？", "Which classes of wallets are said to be insured?"),
    )
    contract: Fact[ContractMoney] = fact("智能合约资金", "Contract money")
    sweep: Fact[Sweep] = fact(
        "钱包余额转购理财",
        "Moving the balance into investments",
        ask=("钱包余额是否自动转购理财？", "Is the balance moved into investments automatically?"),
    )
    data_use: Fact[DataUse] = fact(
        "钱包支付信息的使用",
        "Use of the wallet's payment data",
        ask=("钱包的支付信息是否用于社交、理财等服务？", "Do social or investment services use the wallet's data?"),
    )


class JointModelling(Part):
    reidentification: Fact[Reidentification] = fact(
        "能否从中间结果还原个人信息",
        "Recovery of persons from what is exchanged",
        ask=("是否测试过中间结果能否还原个人信息？", "Was it tested whether persons can be recovered?"),
    )
    terms: Many[JointTerm] = fact(
        "协议约定的事项", "What the agreement settles", ask=("联合建模协议约定了哪些事项？", "What does it settle?")
    )


class Api(Part):
    """An interface opened to others."""

    authentication: Many[Authentication] = fact(
        "调用方身份验证",
        "How callers are authenticated",
        ask=("如何验证调用方身份？", "How are callers authenticated?"),
    )
    authorisation: Fact[Authorisation] = fact(
        "用户授权", "Users' authorisation", ask=("用户如何授权调用其数据？", "How do users authorise callers?")
    )
    encryption: Many[Encryption] = fact("加密方式", "Encryption", ask=("接口如何加密？", "How is it encrypted?"))
    review: Fact[Review] = fact(
        "调用方审核", "Review of callers", ask=("如何审核接口调用方？", "How are callers reviewed?")
    )
    stop: Fact[StopSwitch] = fact(
        "停用调用方", "Cutting a caller off", ask=("能否即时停用某一调用方？", "Can a caller be cut off at once?")
    )
    specification: Fact[Text] = fact("接口规范", "Specification", ask=("接口遵循哪份规范？", "Which specification?"))


class Cloud(Part):
    isolation: Fact[Isolation] = fact(
        "租户隔离", "Isolation of tenants", ask=("云上资源如何隔离？", "How are tenants kept apart?")
    )
    recovery: Fact[Recovery] = fact(
        "容灾", "Recovery", ask=("云上系统如何容灾？", "How is the cloud system recovered?")
    )


class Iot(Part):
    """Connected devices."""

    sampling: Fact[Sampling] = fact(
        "采集方式", "How data are taken", ask=("设备持续上传还是按事件采集？", "Do devices send continuously?")
    )
    off_switch: Fact[OffSwitch] = fact(
        "停止采集的方式", "How it is switched off", ask=("用户如何停止设备采集？", "How do users stop the device?")
    )
    bystanders: Fact[Bystanders] = fact(
        "对他人的采集", "Capture of other people", ask=("设备是否采集他人信息？", "Does it capture other people?")
    )
