"""Finds e-mail addresses, names and postal addresses in one text. It knows no file, and no name but by its column or word.

A name is two to four Chinese characters that begin with a surname and stand in a column, or after a word, that names a
person. An address is a region, a road or village and a house number. Names in running text without such a word are not
found; nor are names in Latin letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hegui_adapters.scan.categories import Hit
from hegui_adapters.scan.context import before, senses

__all__ = ["NAMING", "words_in"]

EMAIL = re.compile(
    r"(?<![\w.+\-])[A-Za-z0-9][\w.+\-]{0,63}@(?:[A-Za-z0-9\-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![\w\-])", re.ASCII
)
RESERVED = re.compile(
    r"@(?:.*\.)?(?:example\.(?:com|net|org)|[^.]+\.(?:example|test|invalid|localhost))$", re.IGNORECASE
)
"""RFC 2606: nobody's address."""

PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|css|js|json|yaml|yml|xml|html)$", re.IGNORECASE)
"""What looks like a domain and is a file: icon@2x.png."""

COMPOUND = "欧阳|上官|司马|诸葛|司徒|东方|皇甫|尉迟|公孙|慕容|令狐|宇文|长孙|夏侯|轩辕|端木|百里|南宫|西门|独孤|澹台|闻人|赫连|呼延|钟离"
SINGLE = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
    "范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛"
    "伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景"
    "薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁"
    "商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺闫肖"
)
GIVEN = r"[\u4e00-\u9fff]"
EVERYDAY = frozenset("和于向成应关单常解全都明费时申任程查支包计方连安利易相盖")
"""Surnames that begin everyday words as well: in running text they want a colon or the like before them."""
NAME = re.compile(rf"(?:(?:{COMPOUND}){GIVEN}{{1,2}}|[{SINGLE}]{GIVEN}{{1,2}}|{GIVEN}{{2,6}}·{GIVEN}{{2,6}})")
NAMING = (
    "姓名", "名字", "户名", "联系人", "收件人", "收货人", "持卡人", "借款人", "担保人", "投保人", "被保险人", "受益人", "申请人",
    "经办人", "负责人", "法定代表人", "法人代表", "客户名",
)  # fmt: skip
"""Words after which a name stands in running text."""
AFTER = re.compile(rf"(?:{'|'.join(NAMING)})[ 　]{{0,2}}(?:[:：=]|为|是|叫)?[\"'“ 　]{{0,3}}")
KEY = re.compile(r"([A-Za-z_\-]{0,24}[Nn]ame|xingming|xm)[\"']?[ \t]*[:=][ \t]*[\"']?(?=[\u4e00-\u9fff])")
NEXT = re.compile(
    r"电话|手机|身份|性别|先生|女士|住址|地址|年龄|证件|卡号|联系|账号|工号|邮箱|的|和|与|在|于|已|，|及|等"
)
CHINESE = re.compile(r"[\u4e00-\u9fff]")
NO_NAME = re.compile(
    r"[某品卡级款贷宝险额案类型部店行司码表区省市县镇村级组项站号员者]|先生|女士|小姐|客户|用户|测试|匿名|公司|信息|电话|不详|未知"
)
HOUSE = re.compile(r"[0-9]{1,5}(?:-[0-9]{1,4})?(?:号|弄|栋|幢|单元|室)")
REGION = re.compile(
    r"(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃"
    r"|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门)|[\u4e00-\u9fff]{2,7}?(?:自治州|省|市|区|县|旗)"
)
ROAD = re.compile(r"[\u4e00-\u9fff0-9]{1,12}?(?:大道|路|街|巷|胡同|道|里|村|镇|乡|屯|庄|小区|花园|新村|苑|园)")
SPAN = 40
"""How far before its house number an address may begin."""


def words_in(text: str, told: frozenset[str]) -> Iterator[Hit]:
    """E-mail addresses, names and addresses in a text whose column is `told` to be something."""
    if "@" in text:
        for found in EMAIL.finditer(text):
            if not (RESERVED.search(found.group()) or PICTURE.search(found.group())):
                yield Hit("email", found.start(), found.end())
    if text.isascii():
        return
    yield from _names(text, told)
    yield from _addresses(text)


def _names(text: str, told: frozenset[str]) -> Iterator[Hit]:
    if told & {"name", "weak_name"} and len(text) <= 20:
        bare = text.strip(" 　\"'")
        start = text.find(bare)
        if NAME.fullmatch(bare) and not NO_NAME.search(bare):
            yield Hit("name", start, start + len(bare))
        return
    keys = (key for key in KEY.finditer(text) if "name" in senses(key.group(1)))
    for word in (*AFTER.finditer(text), *keys):
        found = NAME.match(text, word.end())
        if found is None:
            continue
        if found.group()[0] in EVERYDAY and text[word.end() - 1] not in ":：=为是叫\"'“":
            continue
        end = _end_of_name(text, word.end(), found.end())
        if end and not NO_NAME.search(text, word.end(), end):
            yield Hit("name", word.end(), end)


def _end_of_name(text: str, start: int, end: int) -> int | None:
    """Where a name ends in running text: before a word that goes on about its bearer, or what is no Chinese character."""
    cut = NEXT.search(text, start + 2, end + 1)
    if cut and cut.start() <= end:
        return cut.start()
    return end if end == len(text) or not CHINESE.match(text, end) else None


def _addresses(text: str) -> Iterator[Hit]:
    ended = 0
    for house in HOUSE.finditer(text):
        if house.start() < ended:
            continue
        low = max(ended, house.start() - SPAN)
        line = text.rfind("\n", low, house.start()) + 1
        region = REGION.search(text, max(low, line), house.start())
        if region and ROAD.search(text, region.end(), house.start()) and "other" not in before(text, region.start()):
            ended = max(
                house.end(),
                max((more.end() for more in HOUSE.finditer(text, house.end(), house.end() + 12)), default=0),
            )
            yield Hit("address", region.start(), ended)
