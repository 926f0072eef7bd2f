"""Choices of insurance beyond the kinds of cover: who bears a loss, who sells, what is shown, recorded and decided."""

from __future__ import annotations

CHOICES: dict[str, dict[str, tuple[str, str]]] = {
    "insured_customer": {
        "individual": ("个人", "individuals"),
        "group": ("团体", "groups"),
    },
    "insurer_type": {
        "life_insurer": ("人身保险公司", "life and health insurer"),
        "property_insurer": ("财产保险公司", "property insurer"),
        "internet_insurer": ("互联网保险公司", "internet insurer"),
        "mutual_organisation": ("相互保险组织", "mutual insurance organisation"),
    },
    "cover_price": {
        "fixed_in_advance": ("事前收取固定费用", "a fixed price in advance"),
        "included_in_fee": ("含在会员费、服务费或商品价格内", "part of a membership, service or product price"),
        "shared_after_event": ("事后由成员分摊", "shared by the members after the event"),
        "free": ("不收费", "free"),
    },
    "cover_promise": {
        "agreed_amount": ("按约定金额或损失给付", "an agreed amount or the loss is paid"),
        "what_is_collected": (
            "按实际募集或分摊所得给付，不承诺金额",
            "what is collected is paid, no amount is promised",
        ),
        "discretionary": ("是否给付由运营方决定", "the operator decides whether to pay"),
    },
    "terms_use": {
        "as_filed": ("与批准或备案的条款一致", "as approved or filed"),
        "altered_by_agreement": ("以特别约定、服务协议等变更", "altered by side agreements"),
        "not_filed": ("使用未批准、未备案的条款", "never approved or filed"),
    },
    "premium_change": {
        "fixed": ("保险期间内不变", "fixed for the term"),
        "within_filed": ("按已批准或备案的费率因子调整", "moved by factors that are approved or filed"),
        "outside_filed": ("按未批准、未备案的因子调整", "moved by factors that are not"),
    },
    "sold_with": {
        "alone": ("主险，可单独购买", "main policy, sold alone"),
        "rider": ("附加险，随主险购买", "rider to a main policy"),
        "must_add_others": ("主险，须同时购买其他产品", "main policy, sold only with others"),
    },
    "rider_cancel": {
        "alone": ("可单独解除", "can be ended alone"),
        "only_with_main": ("只能与主险一并解除", "only together with the main policy"),
    },
    "minor_benefit_left_out": {
        "premiums_or_cash_value": ("已交保费、现金价值或账户价值", "premiums paid, cash value or account value"),
        "air_accident": ("航空意外身故", "death by air accident"),
        "natural_disaster": ("重大自然灾害意外身故", "death by major natural disaster"),
        "other_accident": ("其他意外身故", "death by other accidents"),
        "illness": ("疾病身故", "death by illness"),
    },
    "minor_cover_total": {
        "all_insurers": ("询问并合计各保险公司保额", "cover with all insurers is asked for and added up"),
        "own_policies": ("只合计本公司保额", "only the insurer's own policies are added up"),
        "not_totalled": ("不合计", "not added up"),
    },
    "insurance_channel": {
        "online": ("互联网", "online"),
        "telephone": ("电话销售", "telephone"),
        "bank_counter": ("银行网点（兼业代理）", "bank branch acting as agent"),
        "agency_terminal": ("兼业代理场所的自助终端", "terminal on the premises of a part-time agency"),
        "other_agency": ("其他兼业代理机构", "other part-time agency"),
        "own_staff": ("保险公司员工", "insurer's staff"),
        "individual_agent": ("个人保险代理人", "individual agents"),
        "professional_agency": ("保险专业代理机构（线下）", "professional agency, offline"),
        "broker": ("保险经纪人（线下）", "broker, offline"),
    },
    "acts_for": {
        "insurer": ("受保险公司委托", "the insurer"),
        "policyholder": ("基于投保人利益", "the policyholder"),
    },
    "add_on_refusal": {
        "free": ("告知可以不买，不买照常办理", "told, and free to refuse"),
        "other_refused": ("不买保险不予办理其他业务", "the other service is refused without it"),
        "not_told": ("未告知有保险或可以不买", "not told of it or of the choice"),
    },
    "cover_matching": {
        "chosen_by_user": ("用户自行挑选", "chosen by the user"),
        "suggested": ("按消费或行为数据推荐，由用户决定", "suggested from data, the user decides"),
        "added_automatically": ("自动加入订单", "added to the order automatically"),
    },
    "match_reason": {
        "shown": ("展示推荐依据", "the reason is shown"),
        "on_request": ("用户询问时说明", "told on request"),
        "not_shown": ("不说明", "not shown"),
    },
    "match_opinion": {
        "before_applying": ("投保前给出", "before applying"),
        "after_applying": ("投保后补出", "after applying"),
        "not_given": ("不给出", "not given"),
    },
    "mismatch_treatment": {
        "refused": ("不予承保", "refused"),
        "stop_advised_written": ("建议终止投保，坚持的书面确认", "advised to stop; who insists confirms in writing"),
        "stop_advised": ("建议终止投保，不作书面确认", "advised to stop, nothing in writing"),
        "sold_anyway": ("照常销售", "sold all the same"),
    },
    "capacity_test": {
        "before_sale": ("销售前测评", "before the sale"),
        "after_sale": ("销售后补测", "after the sale"),
        "not_tested": ("不测评", "not tested"),
    },
    "suitability_information": {
        "identity": ("姓名、职业、年龄等基本信息", "name, occupation, age"),
        "insured_object": ("保险标的情况", "what is insured"),
        "needs": ("保障需求和期限需求", "needs of cover and term"),
        "existing_cover": ("已购同类保险", "cover already bought"),
        "means": ("收入、资产等保费承担能力", "income and assets"),
        "risk_preference": ("风险偏好和可承受损失", "appetite and capacity for risk"),
    },
    "platform_notice": {
        "branch_regions": ("承保公司分支机构和落地服务机构所在省份", "provinces in which the insurer has branches"),
        "service_and_complaints": ("全国统一客服、投诉和理赔争议处理", "service, complaints and claim disputes"),
        "queries": ("投保咨询和保单查询方式", "where to ask and to look up a policy"),
        "data_protection": ("个人信息和交易安全保障措施", "how data and transactions are protected"),
        "disclosure_link": ("保险行业协会信息披露链接", "link to the disclosure of the industry association"),
    },
    "product_page_item": {
        "insurance_mark": ("标明为保险产品", "marked as insurance"),
        "policy_name": ("保险产品全称和批准、备案编号", "full name and number of approval or filing"),
        "insurer_name": ("承保公司全称", "full name of the insurer"),
        "seller_name": ("销售或经纪机构全称", "full name of the seller or broker"),
        "terms_and_premium": ("条款和保费", "terms and premium"),
        "exclusions": ("突出提示责任免除", "exclusions, highlighted"),
        "claims_process": ("突出提示理赔条件和流程", "conditions and steps of claims, highlighted"),
        "surrender_loss": ("突出提示费用扣除和退保损失", "deductions and loss on surrender, highlighted"),
        "benefits_uncertain": ("以黑体字标注保单利益不确定", "benefits are uncertain, in bold"),
        "disclosure_duty": ("如实告知义务及后果", "duty of truthful answers"),
        "service_limits": ("线上服务范围和无分支机构的服务限制", "what cannot be served online or without a branch"),
        "payment_and_delivery": ("保费支付和单证送达方式", "payment of premiums and delivery of papers"),
    },
    "exclusion_notice": {
        "highlighted_and_explained": ("显著提示并明确说明", "highlighted and explained"),
        "highlighted": ("仅显著提示", "highlighted only"),
        "in_terms_only": ("仅写在条款中", "in the terms only"),
    },
    "application_question": {
        "specific": ("逐项具体询问", "specific questions"),
        "catch_all": ("含无具体内容的概括性条款", "with a catch-all clause"),
        "not_asked": ("不询问", "nothing is asked"),
    },
    "compulsory_motor_offer": {
        "open": ("凡选择即承保，可单独投保", "written for whoever chooses it, alone if wished"),
        "with_commercial": ("须同时投保商业险", "only together with commercial cover"),
        "with_conditions": ("附加条款费率以外的条件", "with conditions beyond terms and rate"),
        "delayed": ("按客户或车型拒绝、拖延", "refused or delayed by customer or vehicle"),
    },
    "phone_recording": {
        "whole_call": ("全程录音并备份", "the whole call, with a copy"),
        "part_of_call": ("部分录音", "part of the call"),
        "unrecorded": ("不录音", "not recorded"),
    },
    "perk_scope": {
        "insured_only": ("仅投保人、被保险人享有", "only for those who insure"),
        "everyone": ("面向所有用户，不以投保为条件", "for everyone, insured or not"),
    },
    "perk_basis": {
        "filed_terms": ("写入批准或备案的条款", "part of the approved or filed terms"),
        "separate_contract": ("另行签订服务合同、单独计价", "a service contract of its own, with a price"),
        "promise_only": ("仅为活动承诺或协议外给予", "a campaign promise outside the contract"),
    },
    "staff_selling": {
        "on_request": ("仅应客户要求答复", "answers on request only"),
        "active": ("主动营销", "sells actively"),
    },
    "staff_pay": {
        "independent": ("不与销售考核挂钩", "not tied to sales"),
        "tied_to_sales": ("与销售考核挂钩", "tied to sales"),
    },
    "claims_decision": {
        "by_person": ("均由人工核定", "decided by people"),
        "automatic_approval": ("系统自动赔付，拒赔和减赔由人决定", "the system pays; people decide refusals and cuts"),
        "automatic_all": ("赔付和拒赔均由系统决定", "the system decides payments and refusals"),
    },
    "claims_explanation": {
        "decision": ("理赔决定", "the decision"),
        "reasons": ("原因和依据", "reasons and grounds"),
        "dispute_path": ("争议处理办法", "what to do in a dispute"),
    },
    "renewal_entry": {
        "renew_and_end": ("线上可续保，也可终止续保", "renew and end renewal online"),
        "renew_only": ("线上只能续保", "only renew online"),
        "offline_only": ("线上不能办理", "neither online"),
    },
    "insurance_comparison": {
        "full_terms": ("按保障、条款和价格全面比较", "cover, terms and price together"),
        "price_only": ("只比价格或简单排名", "price only, or a plain ranking"),
    },
    "presented_as": {
        "insurance": ("保险产品", "insurance"),
        "deposit": ("存款、储蓄", "a deposit"),
        "investment": ("理财、基金等投资产品", "wealth product or fund"),
        "mutual_help": ("互助、保障计划", "mutual help"),
        "membership": ("会员权益、服务卡", "a membership or service card"),
    },
    "insurance_promise": {
        "return": ("合同以外的收益", "a return beyond the contract"),
        "principal": ("保本", "capital preservation"),
        "loss": ("承担客户损失", "making good the customer's losses"),
    },
    "regulator_use": {
        "name_or_image": ("使用监管机构或其工作人员的名义、形象", "name or image of the regulator or its staff"),
        "filing_as_endorsement": ("以审批备案暗示监管保证", "approval or filing as an endorsement"),
        "policy_misread": ("误导性解读监管政策", "misleading readings of policy"),
    },
}
