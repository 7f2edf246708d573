"""Names for people who do not exist, and what a register says about them."""

SURNAMES = ("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金"
            "陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文")
GIVEN_MEN = "建国志强海波永刚立军文涛晓东成林宝山春生德福广财洪亮继业金龙景阳俊峰凯旋利民明远庆丰树森天佑伟业新民学义玉田云鹏占海长江振华忠诚子良"
GIVEN_WOMEN = "桂兰淑芬秀英玉梅丽娟凤琴艳红雪莲春燕冬梅晓霞敏慧红霞静怡丽华美玲娜婷佳欣思雨雅洁云芳秋月海燕晶莹丹凤巧珍素清小翠彩虹文娟"
ETHNICITIES = (("汉族", 88), ("满族", 7), ("朝鲜族", 3), ("回族", 1), ("蒙古族", 1))
POLITICS = (("群众", 78), ("中共党员", 13), ("共青团员", 9))
EDUCATIONS = (("初中", 34), ("高中", 24), ("中专", 14), ("大专", 15), ("本科", 9), ("小学", 4))
JOBS = ("操作工", "装配工", "包装工", "电工", "焊工", "司机", "保管员", "质检员", "会计", "统计员", "营业员", "保洁员", "厨师", "维修工", "技术员")
SKILLS = (("", 60), ("初级工", 18), ("中级工", 14), ("高级工", 6), ("技师", 2))
EMPLOYMENTS = (("在岗", 90), ("劳务派遣", 6), ("灵活就业", 4))


def weighted(choices):
    """The words and the weights of a table of pairs, as `random.choices` takes them."""
    words, weights = zip(*choices, strict=True)
    return words, weights
