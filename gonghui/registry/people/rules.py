"""What must agree within one person's line, on the page as in the sheet. Each returns the reasons why not."""

_ = str  # marks a sentence for translation; it is translated where it is shown

CITIZEN = "居民身份证"
LEFT = ("转出", "退会", "自动退会", "开除", "死亡")


def number_fits_kind(id_kind, id_number):
    """居民身份证号 has eighteen places; other papers are numbered as printed."""
    citizen = id_kind in ("", CITIZEN)
    if id_number and citizen and id_number != "\0" and len(id_number) != 18:
        return [_("居民身份证号应为18位；如为其他证件，请填写证件类型。")]
    return []


def sex_agrees(id_number, sex):
    """GB 11643-1999: the 17th digit is odd for men, even for women."""
    if sex and len(id_number) == 18 and (id_number[16] in "13579") != (sex == "男"):
        return [_("与身份证号第17位不一致，请核对。")]
    return []


def birth_agrees(id_number, birth_date):
    """GB 11643-1999: places 7 to 14 are the birth date."""
    if birth_date and len(id_number) == 18 and f"{birth_date:%Y%m%d}" != id_number[6:14]:
        return [_("与身份证号中的出生日期不一致，请核对。")]
    return []


def known_somehow(id_number, birth_date, phone):
    """Without a number on a paper, a person needs a birth date or a phone to be told from a namesake."""
    if not (id_number or birth_date or phone):
        return [_("没有证件号码时，请至少填写出生日期或手机号。")]
    return []


def old_enough(id_number, birth_date, today):
    """Labour law lets nobody work under sixteen (劳动法 art. 15); a member may be far past retirement."""
    born = id_number[6:10] if len(id_number) == 18 else birth_date and str(birth_date)[:4]
    if born and not 16 <= today.year - int(born) <= 110:
        return [_("出生年份不合理：会员应年满16周岁，请核对。")]
    return []


def not_in_future(joined_on, today):
    """A membership is recorded when it has begun."""
    if joined_on and joined_on > today:
        return [_("不能晚于今天，请核对。")]
    return []


def left_after_joining(joined_on, left_on, today):
    """One leaves on or after the day one joined, and not in the future."""
    if left_on and left_on > today:
        return [_("不能晚于今天，请核对。")]
    if left_on and joined_on and left_on < joined_on:
        return [_("不能早于入会日期，请核对。")]
    return []


def left_says_why(standing, left_on):
    """A day of leaving belongs to somebody who has left."""
    if left_on and standing not in (*LEFT, "保留会籍"):
        return [_("填写了离会日期，会员状态应为转出、退会等，请核对。")]
    return []


def first_day(term, changes):
    """The first day, as text, whose figures change with a membership: "" for a beginning that is not known.

    term: the membership as it stands, None for a new one; changes: {field: its new value}, days as text.
    """
    return min((str(day or ("" if name == "joined_on" else "9999")) for name, now in changes.items()
                if name.endswith("_on") for day in (now, getattr(term, name) if term else now)), default="9999")


def out_of_order(term, changes):
    """Whether a membership would be retained or end before it began, or end before it was retained.

    term: as it stands; changes: {field: its new value}; days as text.
    """
    days = [changes.get(name, getattr(term, name)) for name in ("joined_on", "retained_on", "left_on")]
    told = [day for day in days if day]
    return told != sorted(told)


def reasons_against_day(on, membership, today):
    """A membership changes on a day that has come, and not before what the register already says of it."""
    if on > today:
        return [_("日期不能晚于今天。")]
    if membership.joined_on and on < membership.joined_on:
        return [_("日期不能早于入会日期。")]
    if membership.retained_on and on < membership.retained_on:
        return [_("日期不能早于保留会籍的日期。")]
    if membership.left_on and on < membership.left_on:
        return [_("日期不能早于上次离会的日期。")]
    return []
