"""The app: how people log in, leave and reach a person. Its filing numbers are in `certification.filings`."""

from __future__ import annotations

from typing import Annotated

from hegui.manifest.parts import Code, Count, Days, Element, Fact, Kind, Many, Part, Text, YesNo, fact
from hegui.values import Opaque

AppCategory = Annotated[str | Opaque, Kind("choice", "app_category")]
AppPlatform = Annotated[str | Opaque, Kind("choice", "app_platform")]
AuthMethod = Annotated[str | Opaque, Kind("choice", "auth_method")]
BasicFunctions = Annotated[str | Opaque, Kind("choice", "basic_functions")]
ElderMode = Annotated[str | Opaque, Kind("choice", "elder_mode")]
HumanService = Annotated[str | Opaque, Kind("choice", "human_service")]
HumanReach = Annotated[str | Opaque, Kind("choice", "human_reach")]
ClosureData = Annotated[str | Opaque, Kind("choice", "closure_data")]
RightsChannel = Annotated[str | Opaque, Kind("choice", "rights_channel")]
Permission = Annotated[str | Opaque, Kind("choice", "permission")]
VenueHelp = Annotated[str | Opaque, Kind("choice", "venue_help")]
TerminalAid = Annotated[str | Opaque, Kind("choice", "terminal_aid")]
NumberDisplay = Annotated[str | Opaque, Kind("choice", "number_display")]
DataCategory = Annotated[str | Opaque, Kind("choice", "data_category")]


class Sdk(Element):
    name: Fact[Text] = fact("SDK 名称", "Name of the SDK")
    provider: Fact[Text] = fact("提供者", "Provider")
    purpose: Fact[Text] = fact("用途", "What it is for")
    data: Many[DataCategory] = fact("收集的信息种类", "Kinds of data it collects")


class HumanHelp(Part):
    ways: Many[HumanService] = fact(
        "人工服务方式",
        "Ways to reach a person",
        ask=("用户可以通过哪些方式获得人工服务？", "How can a user reach a person?"),
    )
    reach: Fact[HumanReach] = fact(
        "转人工的路径", "How soon a person is reached", ask=("用户如何转接人工？", "How does a user get to a person?")
    )
    hours: Fact[Text] = fact("服务时间", "Hours of service")
    at_venue: Many[VenueHelp] = fact(
        "服务场所的办理方式",
        "Help at the venue",
        ask=("服务场所保留哪些现场指导和人工办理方式？", "Which help and manual handling do venues keep?"),
    )


class AccountClosure(Part):
    channels: Many[RightsChannel] = fact("注销渠道", "Where an account can be closed")
    data: Fact[ClosureData] = fact(
        "注销后个人信息的处理",
        "What happens to personal data after closure",
        ask=("账号注销后个人信息如何处理？", "What happens to personal data when an account is closed?"),
    )
    days: Fact[Days] = fact(
        "办理时限（天）", "Days it takes", ask=("注销几天内办结？", "Within how many days is it done?")
    )
    conditions: Many[Text] = fact("注销条件", "Conditions for closure")


class App(Part):
    name: Fact[Text] = fact("应用名称", "Name of the app", ask=("应用名称是什么？", "What is the app called?"))
    category: Fact[AppCategory] = fact(
        "应用类别",
        "Category of the app",
        ask=("App 属于必要个人信息规定中的哪一类？", "Which category of the necessary-data rule does the app fall in?"),
    )
    platforms: Many[AppPlatform] = fact("运行平台", "Platforms")
    stores: Many[Text] = fact("分发平台", "Stores it is offered in")
    login_methods: Many[AuthMethod] = fact(
        "登录方式", "Ways to log in", ask=("有哪些登录方式？", "Which ways to log in are there?")
    )
    verification_methods: Many[AuthMethod] = fact(
        "身份和交易验证方式",
        "Ways to verify persons and transactions",
        ask=("身份和交易验证有哪些方式？", "Which ways to verify persons and transactions are there?"),
    )
    alternatives_to_face: Many[AuthMethod] = fact(
        "不使用人脸时的验证方式",
        "Ways for those who refuse face recognition",
        ask=("用户不同意人脸识别时可用什么方式？", "What can a user who refuses face recognition use?"),
    )
    basic_functions_without_optional_data: Fact[BasicFunctions] = fact(
        "拒绝提供非必要信息后的基本功能",
        "Basic functions without optional data",
        ask=(
            "用户拒绝提供非必要个人信息时，基本功能能否使用？",
            "Do basic functions stay available without optional data?",
        ),
    )
    permissions: Many[Permission] = fact(
        "申请的系统权限",
        "Permissions it asks for",
        ask=("App 申请哪些系统权限？", "Which permissions does the app ask for?"),
    )
    sdks: Many[Sdk] = fact(
        "接入的第三方 SDK", "Third-party SDKs", ask=("接入了哪些第三方 SDK？", "Which third-party SDKs are built in?")
    )
    filing_number_shown: Fact[NumberDisplay] = fact(
        "备案编号的展示",
        "Where the filing number is shown",
        ask=("App 备案编号展示在哪里、是否链接备案系统？", "Where is the filing number shown, and is it linked?"),
    )
    elder_mode: Fact[ElderMode] = fact(
        "适老化模式", "Mode for the elderly", ask=("提供哪种适老化模式？", "Which mode for the elderly is offered?")
    )
    human_service: Fact[HumanHelp] = fact("人工服务", "Help by people")
    account_closure: Fact[AccountClosure] = fact(
        "账号注销",
        "Closing an account",
        ask=(
            "用户如何注销账号，注销后信息如何处理？",
            "How does a user close the account, and what becomes of the data?",
        ),
    )
    owner: Fact[Text] = fact(
        "责任部门或责任人",
        "Department or person that answers for it",
        ask=("由哪个部门或责任人负责？", "Which department or person answers for it?"),
    )
    register_entry: Fact[Code] = fact(
        "移动应用台账编号",
        "Entry in the firm's register of apps",
        ask=("在本机构移动应用台账中的编号是什么？", "Under which entry is it in the firm's register of apps?"),
    )
    exit_plan: Fact[Text] = fact(
        "退出机制", "Plan for taking it down", ask=("应用如何退出下线？", "How is the app taken down?")
    )
    accessible: Fact[YesNo] = fact(
        "是否支持无障碍",
        "Supports assistive technology",
        ask=("网站和应用是否符合无障碍标准？", "Do site and app meet the accessibility standards?"),
    )
    terminal_aids: Many[TerminalAid] = fact(
        "自助终端的无障碍功能",
        "Aids on self-service terminals",
        ask=("自助终端有哪些无障碍功能？", "Which aids do the self-service terminals have?"),
    )
    monthly_users: Fact[Count] = fact("月活跃用户（人）", "Monthly active users (persons)")
