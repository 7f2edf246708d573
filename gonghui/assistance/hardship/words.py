"""The code lists of a hardship file, as the national form's filling notes give them."""
from django.utils.translation import gettext_lazy as _

CATEGORIES = (  # each with the rule version that knows it
    ("allowance", _("低保户"), "2010"), ("edge", _("低保边缘户"), "2010"), ("mishap", _("意外致困户"), "2010"),
    ("deep", _("深度困难"), "2018"), ("relative", _("相对困难"), "2018"), ("accident", _("意外致困"), "2018"),
)
LEVELS = (("national", _("全国级")), ("province", _("省级")), ("city", _("市级")), ("county", _("县级")),
          ("unit", _("基层级")))
CAUSES = (
    ("unable", _("无劳动能力")), ("unemployed", _("有劳动能力而未就业")), ("laid_off", _("下岗失业")),
    ("uninsured", _("未参加社会保险")), ("insurance_short", _("社保待遇落实不到位")), ("illness", _("患重特大疾病")),
    ("disaster", _("遭受自然灾害")), ("accident", _("遭受意外事故")), ("schooling", _("子女上学")), ("other", _("其他")),
)
HEALTH = ("良好", "癌症", "心血管病", "脑血管病", "尿毒症", "精神病", "肝病", "血液病", "糖尿病", "肿瘤病", "腰颈椎病",
          "高血压病", "肺病", "一般疾病", "残疾")
DISABILITIES = ("视力", "听力", "言语", "智力", "肢体", "精神", "多重")
DEGREES = ("一级", "二级", "三级", "四级")
WORK_STATES = ("在岗", "下（待）岗", "失（无）业", "退休", "病休", "内退", "离休", "农民工", "学生", "其他")
MODEL_WORKER = ("非劳模", "全国劳模", "省部级劳模", "地市级劳模", "其他")
HOUSING = ("自建房", "自购房", "经济适用房", "两限房", "承租单位公房", "政府廉租房", "租房", "无房", "其他")
MARRIAGE = ("已婚", "未婚", "离异", "丧偶")
REGISTRATION = ("非农业", "农业", "农转居")
INSURANCE = ("职工医保", "居民医保", "新农合", "其他", "未参保")
UNIT_KINDS = ("国有机关/事业单位", "国有企业", "集体企业", "民营/私营/个体企业", "外资企业", "其他")
UNIT_STATES = ("正常", "停产半停产", "改制", "破产关闭", "其他")
RELATIONS = ("本人", "配偶", "子女", "父母", "配偶父母", "祖父母", "孙子女", "兄弟姐妹", "其他")
STAGES = (("preschool", _("学前")), ("primary", _("小学")), ("junior", _("初中")), ("senior", _("高中（中职）")),
          ("college", _("大专")), ("undergraduate", _("本科")), ("graduate", _("研究生")))
INCOMES = (("wage", _("工资")), ("pension", _("养老金")), ("allowance", _("低保金")), ("business", _("经营收入")),
           ("property", _("财产收入")), ("support", _("赡养抚养费")), ("aid", _("救助款")), ("other", _("其他收入")))
EXPENSES = (("medical", _("自付医疗费")), ("schooling", _("子女教育")), ("housing", _("住房")), ("care", _("残疾康复护理")),
            ("loss", _("灾害或事故损失")), ("other", _("其他刚性支出")))
CIVIL_CLASSES = ("特困", "低保", "低保边缘", "刚性支出困难")
EVIDENCE = (
    ("application", _("申请书（签字）")), ("identity", _("全体成员身份证、户口簿")), ("income", _("收入证明")),
    ("allowance", _("低保证")), ("contract", _("劳动合同或劳动关系证明")), ("residence", _("居住证")),
    ("medical", _("诊断书、自付票据")), ("schooling", _("录取通知书、学籍证明、学费票据")), ("divorce", _("离婚证")),
    ("disability", _("残疾证")), ("property", _("房产、车辆情况")), ("authorisation", _("家庭经济状况核对授权委托书")),
    ("minutes", _("会议纪要")), ("notice", _("公示单及照片")), ("other", _("其他材料")),
)
EXCLUSIONS = (
    ("homes", _("有两套以上住房")), ("shop", _("有商铺或雇用他人经营")), ("school", _("子女就读高收费私立学校或自费留学")),
    ("vehicle", _("经常使用非营运机动车")), ("idle", _("有劳动能力无正当理由不就业")), ("fault", _("因违法行为致困")),
)
CONSENTS = (("publish", _("同意公示")), ("check", _("同意核对家庭经济状况")), ("child", _("监护人同意处理未成年人信息")))


def choices(words):
    """[(word, its name)] of a list whose words are stored as they are written."""
    return [(word, _(word)) for word in words]


def named(*pairs):
    """{code: name} of a code list, whichever its length of entry."""
    return {code: name for code, name, *_more in pairs}


def label_of(model, name):
    """What a field is called; the masked number has no field of its own."""
    return model._meta.get_field("id_sealed" if name == "id_number" else name).verbose_name
