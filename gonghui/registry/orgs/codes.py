"""Code lists of union organisations and employers, as the statistical forms of the federation number them."""
from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """工会组织类型: where an organisation stands in the federation."""

    COUNTY = "10", _("县总工会")
    TOWN = "20", _("乡镇（街道）工会")
    SECTOR = "21", _("产业（系统）工会")
    ZONE = "22", _("开发区（园区）工会")
    REGIONAL = "30", _("区域性工会联合会")
    TRADE = "31", _("行业性工会联合会")
    SINGLE = "40", _("单一基层工会")
    JOINT = "41", _("联合基层工会")
    VILLAGE = "50", _("村（社区）工会")
    GROUP = "60", _("工会小组")
    BRANCH = "61", _("分会")


BASIC = (Kind.SINGLE, Kind.JOINT, Kind.VILLAGE)  # 基层工会: the unions that members join
MIDDLE = (Kind.TOWN, Kind.SECTOR, Kind.ZONE, Kind.REGIONAL, Kind.TRADE)


class EmployerKind(models.TextChoices):
    """单位类别: the registration types that the union's forms still use. The business statistics of 2023
    classify otherwise; a form that follows them brings a list of its own."""

    STATE = "110", _("国有企业")
    COLLECTIVE = "120", _("集体企业")
    COOPERATIVE = "130", _("股份合作企业")
    ASSOCIATED = "140", _("联营企业")
    STATE_SOLE = "151", _("国有独资公司")
    LIMITED = "159", _("其他有限责任公司")
    STATE_HELD = "161", _("股份有限公司（国有控股）")
    SHARES = "169", _("其他股份有限公司")
    PRIVATE = "170", _("私营企业")
    DOMESTIC = "190", _("其他内资企业")
    HONG_KONG = "200", _("港澳台商投资企业")
    FOREIGN = "300", _("外商投资企业")
    INSTITUTION = "400", _("事业单位")
    GOVERNMENT = "500", _("机关")
    SELF_EMPLOYED = "600", _("个体经济组织")
    NON_PROFIT = "700", _("民办非企业单位")


class Industry(models.TextChoices):
    """行业门类: the twenty sections of GB/T 4754."""

    A = "A", _("农、林、牧、渔业")
    B = "B", _("采矿业")
    C = "C", _("制造业")
    D = "D", _("电力、热力、燃气及水生产和供应业")
    E = "E", _("建筑业")
    F = "F", _("批发和零售业")
    G = "G", _("交通运输、仓储和邮政业")
    H = "H", _("住宿和餐饮业")
    I = "I", _("信息传输、软件和信息技术服务业")  # noqa: E741 - the standard's own letter
    J = "J", _("金融业")
    K = "K", _("房地产业")
    L = "L", _("租赁和商务服务业")
    M = "M", _("科学研究和技术服务业")
    N = "N", _("水利、环境和公共设施管理业")
    O = "O", _("居民服务、修理和其他服务业")  # noqa: E741 - the standard's own letter
    P = "P", _("教育")
    Q = "Q", _("卫生和社会工作")
    R = "R", _("文化、体育和娱乐业")
    S = "S", _("公共管理、社会保障和社会组织")
    T = "T", _("国际组织")
