"""Fields of forms and tables that clean as a sheet's cell is cleaned, and the masks of what lists may show."""
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy

from . import cleaning, secrets


class Cleaned(forms.CharField):
    """A form field that obeys one of `core.cleaning`'s functions: refused in the sheet's own words."""

    def __init__(self, *, clean, **options):
        super().__init__(**{"required": False, "strip": False, **options})
        self.rule = clean

    @property
    def blank(self):
        """What an empty cell or field is kept as; where it may not be empty, ""."""
        try:
            return self.rule("")
        except cleaning.Refused:
            return ""

    def clean(self, value):
        try:
            return self.rule(cleaning.text(value))
        except cleaning.Refused as why:
            raise ValidationError(str(why), code="refused") from None


class Word(Cleaned):
    """One of some words: the page offers them, the sheet may spell them as `aliases` say."""

    def __init__(self, *, allowed, aliases=None, **options):
        offered = [("", ""), *((word, gettext_lazy(word)) for word in allowed)]
        super().__init__(clean=cleaning.one_of(*allowed, aliases=aliases),
                         **{"widget": forms.Select(choices=offered), **options})


class Named(Cleaned):
    """Another record, given by its name; cleaned to its id as 32 hex digits.

    known(scope) → ({name: id} of those in the scope, set of the names beyond it) · missing, outside: the sentences,
    with %s for the name.
    """

    def __init__(self, *, known, missing, outside, **options):
        super().__init__(clean=self.find, **options)
        self.known, self.missing, self.outside = known, missing, outside
        self.mine, self.others = {}, set()

    def bind(self, scope):
        """Reads the names once for a whole form or sheet."""
        mine, others = self.known(scope)
        self.mine = {cleaning.text(name): id for name, id in mine.items()}  # cells arrive half-width
        self.others = set(map(cleaning.text, others))
        self.rule = cleaning.required(self.find)

    def find(self, name):
        """The id of the record so named. Raises Refused."""
        found = self.mine.get(name)
        if found is None:
            raise cleaning.Refused((self.outside if name in self.others else self.missing) % name)
        return found

    def __deepcopy__(self, memo):
        copy = super().__deepcopy__(memo)
        copy.rule = copy.find
        return copy


class Yuan(Cleaned):
    """Money typed in yuan and kept in whole fen."""

    def __init__(self, *, clean=cleaning.fen, **options):
        super().__init__(clean=clean, **options)

    def prepare_value(self, value):
        return yuan(value) if isinstance(value, int) else value


class _CleanedText(models.CharField):
    rule = staticmethod(cleaning.text)

    def formfield(self, **options):
        clean = type(self).rule if self.blank else cleaning.required(type(self).rule)
        return Cleaned(clean=clean, label=self.verbose_name, help_text=self.help_text, required=False)


class Phone(_CleanedText):
    """A telephone number: digits only, with the area code of a fixed line."""

    rule = staticmethod(cleaning.phone)

    def __init__(self, *args, **options):
        super().__init__(*args, **{"max_length": 20, **options})


class CreditCode(_CleanedText):
    """统一社会信用代码: eighteen digits and capitals."""

    rule = staticmethod(cleaning.credit_code)

    def __init__(self, *args, **options):
        super().__init__(*args, **{"max_length": 18, **options})


class Fen(models.BigIntegerField):
    """Money in whole fen; its form field takes and shows yuan."""

    def formfield(self, **options):
        clean = cleaning.fen if self.blank or self.null else cleaning.required(cleaning.fen)
        return Yuan(clean=clean, label=self.verbose_name, help_text=self.help_text)


class Sealed(models.TextField):
    """A text that lies encrypted in the table, under a label of its own column: an illness, a disability, a finding.

    Nothing can be filtered or sorted by it. `secrets.Unreadable` where the stored bytes were changed.
    """

    def get_internal_type(self):
        return "BinaryField"

    def _label(self):
        return f"{self.model._meta.label_lower}.{self.name}".encode()

    def from_db_value(self, value, _expression, _connection):
        return value if value is None else secrets.unseal(bytes(value), self._label())

    def get_db_prep_value(self, value, connection, prepared=False):
        return value if value is None else connection.Database.Binary(secrets.seal_one(str(value), self._label()))


class Prefixed(models.CharField):
    """A text that is searched by its beginning, in the order of its code points on every database.

    `field__begins="王"` is a range, so that the index serves it: LIKE would read every row on SQLite.
    """

    def db_parameters(self, connection):
        collation = "C" if connection.vendor == "postgresql" else None
        return super().db_parameters(connection) | {"collation": collation}


@Prefixed.register_lookup
class Begins(models.Lookup):
    lookup_name = "begins"
    prepare_rhs = False

    def as_sql(self, compiler, connection):
        left, params = self.process_lhs(compiler, connection)
        return f"({left} >= %s AND {left} < %s)", [*params, self.rhs, *params, behind(self.rhs)]


def behind(beginning):
    """The first text in code point order that no longer begins so: "ab" → "ac". Behind the last code point, which is
    no character, there is none: nothing is found."""
    following = min(ord(beginning[-1]) + 1, 0x10FFFF)
    return beginning[:-1] + chr(0xE000 if following == 0xD800 else following)


def yuan(fen):
    """123450 → "1,234.50"."""
    sign, fen = ("-" if fen < 0 else ""), abs(fen)
    return f"{sign}{fen // 100:,}.{fen % 100:02d}"


def mask_last4(number):
    """A protected number as lists and exports show it: only its last four places."""
    return f"{'*' * (len(number) - 4)}{number[-4:]}" if len(number) > 4 else "*" * len(number)


def mask_phone(number):
    """138****5678."""
    return f"{number[:3]}****{number[-4:]}" if len(number) >= 11 else mask_last4(number)
