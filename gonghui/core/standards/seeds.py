"""The keys that code may ask for, and the values that come with the program.

A value is `verified` where the text of its source was read; the others are marked so on the page, for an officer to
check. What an office or its city sets itself is named here and given no value: asking for it says what to enter.
"""
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Key:
    """What a key stands for, and the unit its value is counted in."""

    label: str
    unit: str = ""


KEYS = {
    "org.min_members": Key(_("应当建会的会员人数"), "人"),
    "org.founding_answer_days": Key(_("建会申请批复期限"), "工作日"),
    "org.full_time_chair_from": Key(_("可设专职工会主席的职工人数"), "人"),
    "org.term_years": Key(_("基层工会委员会每届任期")),
    "org.federation_term_years": Key(_("地方总工会每届任期"), "年"),
    "org.extra_meeting_share": Key(_("提议召开临时会员大会的会员比例")),
    "org.paid_union_days": Key(_("非专职委员每月占用工作时间"), "工作日"),
    "org.contribution_rate": Key(_("用人单位拨缴工会经费比例"), "%"),
    "org.election_notice_days": Key(_("换届到期提前提醒天数"), "日"),
    "posts.chair_publicity_days": Key(_("企业工会主席候选人公示天数"), "日"),
    "posts.chair_vacancy_months": Key(_("企业工会主席空缺补选期限"), "个月"),
    "people.dues_rate": Key(_("会员会费占月工资比例"), "%"),
    "people.deemed_left_months": Key(_("视为自动退会的月数"), "个月"),
    "notices.publicity_days": Key(_("公示天数"), "工作日"),
    "notices.answer_days": Key(_("公示异议答复期限"), "工作日"),
    "assistance.subsistence_line": Key(_("城市居民最低生活保障标准"), "元/月"),
    "hardship.class_rule": Key(_("困难类别分类规则")),
    "hardship.edge_times": Key(_("低保边缘户收入上限（低保线的倍数）"), "倍"),
    "hardship.relative_times": Key(_("相对困难收入上限（低保线的倍数）"), "倍"),
    "hardship.loss_share": Key(_("意外致困的损失占家庭年收入比例"), "%"),
    "hardship.visitors": Key(_("入户调查人数下限"), "人"),
    "hardship.consent_age": Key(_("由监护人同意的年龄界限"), "周岁"),
    "hardship.review_months": Key(_("困难职工档案复核周期"), "个月"),
    "hardship.relief_months": Key(_("脱困须连续超过标准的月数"), "个月"),
    "activities.cadre_training_hours": Key(_("工会干部年度培训学时"), "学时"),
    "contracts.representatives_min": Key(_("集体协商每方代表人数下限"), "人"),
    "contracts.representative_vacancy_days": Key(_("协商代表空缺补选期限"), "日"),
    "contracts.answer_days": Key(_("对集体协商要求的书面答复期限"), "日"),
    "contracts.filing_days": Key(_("集体合同签字后报送期限"), "日"),
    "contracts.effect_days": Key(_("集体合同报送后无异议即生效的天数"), "日"),
    "contracts.wage_representatives_max": Key(_("工资集体协商每方代表人数上限"), "人"),
    "contracts.wage_report_days": Key(_("工资集体协商开始前向上级工会报告"), "工作日"),
    "safety.first_report_hours": Key(_("事故发生单位负责人报告时限"), "小时"),
    "safety.next_report_hours": Key(_("主管部门逐级上报时限"), "小时"),
    "safety.investigation_days": Key(_("事故调查报告提交期限"), "日"),
    "safety.injury_application_days": Key(_("用人单位申请工伤认定期限"), "日"),
    "warnings.collective_from": Key(_("可推举代表的集体争议人数"), "人"),
    "warnings.mediation_days": Key(_("调解期限"), "日"),
    "warnings.layoff_from": Key(_("裁员须提前说明情况的人数"), "人"),
    "warnings.layoff_notice_days": Key(_("裁员提前说明情况的天数"), "日"),
    "warnings.report_hours": Key(_("劳动关系预警上报时限"), "小时"),
    "insurance.maternity_days": Key(_("产假天数"), "日"),
    "exchange.year_start": Key(_("工会统计年度起始日（月-日）")),
    "files.upload_days": Key(_("上传表格与错误表保留天数"), "日"),
    "audit.log_months": Key(_("网络日志留存月数"), "个月"),
}

UNION_LAW = "《中华人民共和国工会法》（2021年修正）"
CHAIRS = "《企业工会主席产生办法（试行）》（2008年7月25日）"
CONTRACTS = "《集体合同规定》（劳动和社会保障部令第22号）"
ACCIDENTS = "《生产安全事故报告和调查处理条例》（国务院令第493号）"
LABOUR_LAW = "《中华人民共和国劳动合同法》（2012年修正）"
DISPUTES = "《中华人民共和国劳动争议调解仲裁法》"


def _row(key, value, first, citation, **more):
    """One value; a text goes to `text`, a number to `value`; verified and the nation's unless said."""
    number = None if isinstance(value, str) else value
    return {"key": key, "value": number, "text": value if number is None else "", "unit": KEYS[key].unit,
            "first": date.fromisoformat(first), "citation": citation, "division_id": None, "verified": True} | more


SEEDS = (
    # Then and now stand side by side: the county's work target of 2010, the law of 2001, the law as it is today.
    _row("org.min_members", 25, "2001-10-27", "《中华人民共和国工会法》（2001年修正）第十条", last=date(2021, 12, 31),
         verified=False),
    _row("org.min_members", 20, "2010-01-01", "东辽县总工会2010年度工作总结第四部分", last=date(2010, 12, 31),
         division_id="220422", note="当年组建工会的工作重点，低于法定人数"),
    _row("org.min_members", 25, "2022-01-01", f"{UNION_LAW}第十一条"),
    _row("org.full_time_chair_from", 200, "2022-01-01", f"{UNION_LAW}第十四条"),
    _row("org.term_years", "三年或者五年", "2022-01-01", f"{UNION_LAW}第十六条"),
    _row("org.federation_term_years", 5, "2022-01-01", f"{UNION_LAW}第十六条"),
    _row("org.extra_meeting_share", "三分之一以上", "2022-01-01", f"{UNION_LAW}第十七条"),
    _row("org.paid_union_days", 3, "2022-01-01", f"{UNION_LAW}第四十一条"),
    _row("org.contribution_rate", 2, "2022-01-01", f"{UNION_LAW}第四十三条"),
    _row("org.election_notice_days", 180, "2000-01-01", "程序初始值", verified=False, note="本单位可另录"),
    _row("posts.chair_publicity_days", 7, "2008-07-25", CHAIRS),
    _row("posts.chair_vacancy_months", 3, "2008-07-25", CHAIRS),
    _row("contracts.representatives_min", 3, "2004-05-01", f"{CONTRACTS}第十九条"),
    _row("contracts.representative_vacancy_days", 15, "2004-05-01", f"{CONTRACTS}第三十一条"),
    _row("contracts.answer_days", 20, "2004-05-01", f"{CONTRACTS}第三十二条"),
    _row("contracts.filing_days", 10, "2004-05-01", f"{CONTRACTS}第四十二条"),
    _row("contracts.effect_days", 15, "2008-01-01", f"{LABOUR_LAW}第五十四条"),
    _row("contracts.wage_representatives_max", 9, "2018-03-01", "《吉林省企业工资集体协商条例》第八条",
         division_id="220000"),
    _row("contracts.wage_report_days", 5, "2010-05-21", "吉人社联字〔2010〕37号第二十三条", last=date(2018, 2, 28),
         division_id="220000"),
    _row("safety.first_report_hours", 1, "2007-06-01", f"{ACCIDENTS}第九条"),
    _row("safety.next_report_hours", 2, "2007-06-01", f"{ACCIDENTS}第十一条"),
    _row("safety.investigation_days", 60, "2007-06-01", f"{ACCIDENTS}第二十九条"),
    _row("safety.injury_application_days", 30, "2011-01-01", "《工伤保险条例》（2010年修订）第十七条"),
    _row("warnings.collective_from", 10, "2008-05-01", f"{DISPUTES}第七条"),
    _row("warnings.mediation_days", 15, "2008-05-01", f"{DISPUTES}第十四条"),
    _row("warnings.layoff_from", 20, "2008-01-01", f"{LABOUR_LAW}第四十一条"),
    _row("warnings.layoff_notice_days", 30, "2008-01-01", f"{LABOUR_LAW}第四十一条"),
    _row("insurance.maternity_days", 98, "2012-04-28", "《女职工劳动保护特别规定》（国务院令第619号）第七条"),
    _row("exchange.year_start", "10-01", "2013-10-01", "中华全国总工会工会统计调查制度"),
    _row("hardship.class_rule", "低保户、低保边缘户、意外致困户", "2000-01-01", "当年困难职工登记表填表说明", last=date(2017, 12, 31),
         verified=False),
    _row("hardship.class_rule", "深度困难、相对困难、意外致困", "2018-01-01", "困难职工档案现行分类（各地文件转述）", verified=False),
    _row("hardship.edge_times", 1.5, "2000-01-01", "当年困难职工登记表填表说明", verified=False),
    _row("hardship.relative_times", 2, "2018-01-01", "困难职工档案现行分类（各地文件转述）", verified=False,
         note="有的地方为三倍"),
    _row("hardship.visitors", 2, "2000-01-01", "困难职工建档流程（各地文件转述）", verified=False),
    _row("hardship.consent_age", 14, "2021-11-01", "《中华人民共和国个人信息保护法》第三十一条"),
    _row("hardship.review_months", 12, "2016-01-01", "《困难职工档案管理办法》（总工办〔2016〕36号）", verified=False),
    _row("files.upload_days", 30, "2000-01-01", "程序初始值", verified=False, note="期限宜短，本程序按三十日清除"),
    _row("audit.log_months", 6, "2017-06-01", "《中华人民共和国网络安全法》第二十一条", last=date(2025, 12, 31)),
    _row("audit.log_months", 6, "2026-01-01", "《中华人民共和国网络安全法》（2025年修正）第二十三条"),
)
