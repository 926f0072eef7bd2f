"""What is owed around personal data: notice, rights, security, assessment, audits, incidents. Not the data itself."""

from __future__ import annotations

from typing import Annotated

from hegui.manifest.parts import Count, Day, Days, Element, Fact, Kind, Many, Months, Part, Text, YesNo, fact
from hegui.values import Opaque

NoticeItem = Annotated[str | Opaque, Kind("choice", "notice_item")]
NoticeList = Annotated[str | Opaque, Kind("choice", "notice_list")]
NoticeForm = Annotated[str | Opaque, Kind("choice", "notice_form")]
Language = Annotated[str | Opaque, Kind("choice", "language")]
RightsWay = Annotated[str | Opaque, Kind("choice", "rights_way")]
RightsChannel = Annotated[str | Opaque, Kind("choice", "rights_channel")]
RefusalReason = Annotated[str | Opaque, Kind("choice", "refusal_reason")]
DeletionTrigger = Annotated[str | Opaque, Kind("choice", "deletion_trigger")]
Encryption = Annotated[str | Opaque, Kind("choice", "encryption")]
DeIdentification = Annotated[str | Opaque, Kind("choice", "de_identification")]
AccessControl = Annotated[str | Opaque, Kind("choice", "access_control")]
Scheme = Annotated[str | Opaque, Kind("choice", "classification_scheme")]
CardData = Annotated[str | Opaque, Kind("choice", "card_data")]
Topic = Annotated[str | Opaque, Kind("choice", "assessment_topic")]
IncidentNotice = Annotated[str | Opaque, Kind("choice", "incident_notice")]
DataAudit = Annotated[str | Opaque, Kind("choice", "data_audit")]
FollowUp = Annotated[str | Opaque, Kind("choice", "incident_follow_up")]
DangerReport = Annotated[str | Opaque, Kind("choice", "danger_report")]
DashboardFunction = Annotated[str | Opaque, Kind("choice", "dashboard_function")]


class Notice(Part):
    items: Many[NoticeItem] = fact(
        "告知的事项",
        "What people are told",
        ask=("隐私政策告知了哪些事项？", "What does the privacy notice tell people?"),
    )
    lists: Many[NoticeList] = fact(
        "以清单形式列明的内容",
        "What is given as a list",
        ask=("哪些内容以清单形式列明？", "What does the notice give in the form of a list?"),
    )
    form: Fact[NoticeForm] = fact(
        "告知形式", "Form of the notice", ask=("以什么形式告知？", "In what form is the notice given?")
    )
    sensitive_necessity: Fact[YesNo] = fact(
        "是否写明处理敏感信息的必要性和对个人权益的影响",
        "Tells why sensitive data are needed and their effect",
        ask=(
            "隐私政策是否写明处理敏感个人信息的必要性及对个人权益的影响？",
            "Does the notice tell why sensitive data are needed and how they affect the person?",
        ),
    )
    merger_notice: Fact[YesNo] = fact(
        "是否写明合并、分立等转移时告知接收方",
        "Tells who receives the data on a merger or transfer",
        ask=(
            "发生合并、分立等转移时是否告知接收方名称和联系方式？",
            "On a merger or transfer, are people told who receives the data?",
        ),
    )
    languages: Many[Language] = fact("文本语言", "Languages")


class Rights(Part):
    access: Fact[RightsWay] = fact("查阅", "Access", ask=("用户如何查阅个人信息？", "How can users see their data?"))
    copies: Fact[RightsWay] = fact(
        "复制", "Copies", ask=("用户如何复制个人信息？", "How can users get a copy of their data?")
    )
    portability: Fact[RightsWay] = fact(
        "转移",
        "Transfer to another controller",
        ask=("用户如何把个人信息转移到其他处理者？", "How can users move their data to another controller?"),
    )
    correction: Fact[RightsWay] = fact("更正补充", "Correction")
    deletion: Fact[RightsWay] = fact(
        "删除", "Deletion", ask=("用户如何要求删除个人信息？", "How can users have their data deleted?")
    )
    deletion_triggers: Many[DeletionTrigger] = fact(
        "主动删除的情形",
        "When data are deleted unasked",
        ask=("在哪些情形下主动删除个人信息？", "In which cases are data deleted unasked?"),
    )
    channel: Many[RightsChannel] = fact(
        "行权受理渠道",
        "Where requests are taken",
        ask=("通过哪些渠道受理个人行使权利的申请？", "Through which channels are requests taken?"),
    )
    response_days: Fact[Days] = fact(
        "答复时限（天）",
        "Days until an answer",
        ask=("几天内答复行权申请？", "Within how many days are requests answered?"),
    )
    refusal_reason: Fact[RefusalReason] = fact(
        "拒绝时是否说明理由",
        "Whether a refusal is explained",
        ask=("拒绝行权申请时是否说明理由？", "Are reasons given when a request is refused?"),
    )


class Security(Part):
    policy: Fact[Text] = fact(
        "数据安全制度名称",
        "Name of the data-security policy",
        ask=("适用哪一份内部数据安全制度？", "Which internal data-security policy applies?"),
    )
    classification: Fact[Scheme] = fact(
        "分类分级方法", "How data are classified", ask=("数据按什么方法分类分级？", "How are data classified?")
    )
    encryption: Many[Encryption] = fact(
        "加密措施", "Encryption", ask=("采用哪些加密措施？", "Which encryption is used?")
    )
    de_identification: Many[DeIdentification] = fact(
        "去标识化措施", "De-identification", ask=("采用哪些去标识化措施？", "How are data de-identified?")
    )
    permissions: Fact[AccessControl] = fact(
        "内部操作权限",
        "Access inside the firm",
        ask=("内部人员的操作权限如何设置？", "How is access inside the firm granted?"),
    )
    training_cycle_months: Fact[Months] = fact(
        "安全培训周期（月）", "Months between trainings", ask=("多久开展一次安全培训？", "How often is staff trained?")
    )
    incident_plan: Fact[Text] = fact(
        "应急预案名称",
        "Name of the incident plan",
        ask=("适用哪一份数据安全应急预案？", "Which incident plan applies?"),
    )
    log_months: Fact[Months] = fact(
        "处理日志留存（月）",
        "Months processing logs are kept",
        ask=("数据处理日志留存多少个月？", "For how many months are processing logs kept?"),
    )
    sharing_record_years: Fact[Count] = fact(
        "提供和委托处理记录留存（年）",
        "Years records of sharing are kept",
        ask=("对外提供和委托处理的记录留存几年？", "For how many years are records of sharing kept?"),
    )
    card_data_stored: Many[CardData] = fact(
        "留存的卡片敏感信息",
        "Sensitive card data that are stored",
        ask=("系统或终端留存哪些卡片敏感信息？", "Which sensitive card data are stored?"),
    )


class ImpactAssessment(Part):
    topics: Many[Topic] = fact(
        "评估覆盖的处理活动",
        "What it covers",
        ask=("个人信息保护影响评估覆盖哪些处理活动？", "Which kinds of processing does the impact assessment cover?"),
    )
    done_on: Fact[Day] = fact(
        "评估完成日", "Day it was finished", ask=("影响评估哪一天完成？", "When was the impact assessment finished?")
    )
    retention_years: Fact[Count] = fact(
        "评估报告保存年限（年）",
        "Years the report is kept",
        ask=("影响评估报告和处理记录保存几年？", "For how many years are the report and records kept?"),
    )


class RiskAssessment(Part):
    date: Fact[Day] = fact(
        "最近一次风险评估日",
        "Day of the last one",
        ask=("最近一次数据安全风险评估是哪一天？", "When was the last data risk assessment?"),
    )
    cycle_months: Fact[Months] = fact(
        "评估周期（月）",
        "Months between two",
        ask=("多久开展一次数据安全风险评估？", "How often is the data risk assessment done?"),
    )
    filed_on: Fact[Day] = fact(
        "报送主管部门日期",
        "Day it was filed",
        ask=("风险评估报告哪一天报送主管部门？", "When was the report filed with the authority?"),
    )
    retention_years: Fact[Count] = fact(
        "报告留存年限（年）",
        "Years the report is kept",
        ask=("风险评估报告留存几年？", "For how many years is the risk assessment kept?"),
    )
    period_end: Fact[Day] = fact(
        "评估所属年度的最后一天",
        "Last day of the year it covers",
        ask=("最近一次风险评估所属年度截止到哪一天？", "On which day did the year that was assessed end?"),
    )


class Audit(Element):
    NAMED_BY = ("subject",)

    subject: Fact[DataAudit] = fact("审计内容", "What is audited")
    date: Fact[Day] = fact(
        "最近一次审计日", "Day of the last one", ask=("最近一次审计是哪一天？", "When was the last audit?")
    )
    cycle_months: Fact[Months] = fact(
        "审计周期（月）", "Months between two", ask=("多久审计一次？", "How often is it audited?")
    )
    reported: Fact[YesNo] = fact(
        "结果是否报告主管部门",
        "Result is reported to the authority",
        ask=("审计结果是否报告主管部门？", "Is the result reported to the authority?"),
    )


class IncidentLevels(Part):
    """From how many leaked records the plan grades an incident at which level."""

    larger_from_financial: Fact[Count] = fact(
        "泄露征信或财产信息多少条起定为较大（条）",
        "Credit or property records from which it is larger",
        ask=("泄露多少条征信或财产信息起定为较大事件？", "From how many credit or property records is it larger?"),
    )
    larger_from_records: Fact[Count] = fact(
        "泄露个人信息多少条起定为较大（条）",
        "Personal records from which it is larger",
        ask=("泄露多少条个人信息起定为较大事件？", "From how many personal records is it larger?"),
    )
    major_from_sensitive: Fact[Count] = fact(
        "泄露敏感个人信息多少条起定为重大（条）",
        "Sensitive records from which it is major",
        ask=("泄露多少条敏感个人信息起定为重大事件？", "From how many sensitive records is it major?"),
    )
    major_from_records: Fact[Count] = fact(
        "泄露个人信息多少条起定为重大（条）",
        "Personal records from which it is major",
        ask=("泄露多少条个人信息起定为重大事件？", "From how many personal records is it major?"),
    )
    extreme_from_sensitive: Fact[Count] = fact(
        "泄露敏感个人信息多少条起定为特别重大（条）",
        "Sensitive records from which it is extremely major",
        ask=("泄露多少条敏感个人信息起定为特别重大？", "From how many sensitive records is it extremely major?"),
    )
    extreme_from_records: Fact[Count] = fact(
        "泄露个人信息多少条起定为特别重大（条）",
        "Personal records from which it is extremely major",
        ask=("泄露多少条个人信息起定为特别重大？", "From how many personal records is it extremely major?"),
    )


class Incidents(Part):
    """What the incident plan says will be done, in hours from discovery."""

    notifies: Many[IncidentNotice] = fact(
        "事件发生后通知的对象", "Who is told", ask=("发生个人信息泄露时通知哪些对象？", "Who is told of a data breach?")
    )
    report_hours: Fact[Count] = fact(
        "向监管部门首次报告时限（小时）",
        "Hours until the first report",
        ask=("发现事件后几小时内首次报告监管部门？", "Within how many hours is the authority first told?"),
    )
    written_report_hours: Fact[Count] = fact(
        "书面报告时限（小时）",
        "Hours until the written report",
        ask=("几小时内提交书面报告？", "Within how many hours is the written report given?"),
    )
    pboc_brief_hours: Fact[Count] = fact(
        "向人民银行简要报告时限（小时）",
        "Hours until the brief report to the PBOC",
        ask=("较大以上事件几小时内向人民银行简要报告？", "Within how many hours does the PBOC get a brief report?"),
    )
    pboc_report_hours: Fact[Count] = fact(
        "向人民银行事发报告时限（小时）",
        "Hours until the full report to the PBOC",
        ask=(
            "较大以上事件几小时内向人民银行提交事发报告？",
            "Within how many hours does the PBOC get the full report?",
        ),
    )
    cyberspace_report_hours: Fact[Count] = fact(
        "向网信、公安等部门报告时限（小时）",
        "Hours until the report to cyberspace office or police",
        ask=(
            "较大以上网络安全事件几小时内报告网信等部门？",
            "Within how many hours is the cyberspace office or police told?",
        ),
    )
    progress_hours: Fact[Count] = fact(
        "重大事件进展报告间隔（小时）",
        "Hours between progress reports",
        ask=("重大以上事件多久报告一次进展？", "How often is progress of a major incident reported?"),
    )
    summary_working_days: Fact[Count] = fact(
        "总结报告时限（工作日）",
        "Working days until the summary",
        ask=("处置结束后几个工作日内提交总结报告？", "Within how many working days is the summary given?"),
    )
    register_years: Fact[Count] = fact(
        "事件台账留存（年）",
        "Years the register is kept",
        ask=("事件台账留存几年？", "For how many years is the register of incidents kept?"),
    )
    drill_cycle_months: Fact[Months] = fact(
        "应急演练周期（月）",
        "Months between drills",
        ask=("多久开展一次应急演练？", "How often are incidents drilled?"),
    )
    levels: Fact[IncidentLevels] = fact(
        "事件分级标准",
        "How incidents are graded",
        ask=("预案按泄露多少条信息给事件定级？", "From how many records does the plan grade incidents?"),
    )
    follow_up: Many[FollowUp] = fact(
        "重大以上事件处置后的安排",
        "What follows a major incident",
        ask=("重大以上事件处置后开展哪些工作？", "What is done after a major incident?"),
    )
    danger_report: Fact[DangerReport] = fact(
        "信息泄露危及人身财产安全时的报告",
        "Report of a leak that endangers persons or property",
        ask=(
            "信息泄露可能危及人身、财产安全时何时报告人民银行？",
            "When is the PBOC told of a leak that endangers persons or property?",
        ),
    )


class Minors(Part):
    rules: Fact[Text] = fact(
        "未成年人信息处理规则名称",
        "Name of the rules for minors' data",
        ask=("是否有专门的未成年人个人信息处理规则，名称是什么？", "Which dedicated rules for minors' data apply?"),
    )
    guardian_channel: Many[RightsChannel] = fact("监护人行权渠道", "Where guardians can make requests")


class Dashboard(Part):
    functions: Many[DashboardFunction] = fact(
        "用户可用的功能",
        "What users can do",
        ask=(
            "用户能否在应用内查看数据使用情况并撤回授权？",
            "Can users see how their data are used and withdraw consent in the app?",
        ),
    )
    steps: Fact[Count] = fact("从首页进入所需步骤（步）", "Steps from the home page")
