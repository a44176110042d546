"""China's divisions: by code, by name, by the paper's home, and what 我区 and 县委 mean there.

A division that the gazetteer does not know (a fictional or a new one) still has its place in a
home's chain: its level is read from its ending and from what stands before it.
"""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property, lru_cache

from qjgraph.lexicon.division_names import forms, short
from qjgraph.lexicon.tables import read_tsv, table
from qjgraph.resources import data

__all__ = [
    "LEVELS",
    "Division",
    "Gazetteer",
    "body_prefix",
    "forms",
    "gazetteer",
    "home_chain",
    "resolve",
    "short",
]

#: From the widest to the narrowest.
LEVELS = ("province", "city", "county", "township", "village")

#: Cities that are provinces: their districts lie in them directly.
MUNICIPALITIES = frozenset(("北京市", "天津市", "上海市", "重庆市"))

_BLANKS = re.compile(r"[\s/·>,,、-]+")

#: The Xinjiang corps is no division; its cities lie in the autonomous region.
_CORPS = re.compile(r"^(?:新疆维吾尔自治区)?(?:新疆)?(?:生产建设)?兵团")

#: The first unit of a path whose head is unknown, by the earliest ending after two characters;
#: an ending that goes on (区 of 区县, 市 of 市场) is the caller's business: a path is clean.
_UNIT = re.compile(
    r"(?:第?[一二三四五六七八九十\d]{1,3}师|.{1,9}?(?:自治区|特别行政区|自治州|自治县|自治旗"
    r"|地区|林区|特区|新区|开发区|街道|苏木|社区|省|市|盟|县|区|旗|州|镇|乡|村))"
)

#: Level of an unknown unit by its ending; 市 and 区 depend on what stands before.
_BY_ENDING = (
    ("自治区", "province"), ("特别行政区", "province"), ("省", "province"),
    ("自治州", "city"), ("地区", "city"), ("盟", "city"), ("州", "city"), ("师", "city"),
    ("街道", "township"), ("苏木", "township"), ("镇", "township"), ("乡", "township"),
    ("社区", "village"), ("村", "village"),
    ("县", "county"), ("旗", "county"), ("区", "county"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """A division of China, a country or a region across divisions.

    Attributes:
        code: GB/T 2260 (six digits), statistical (nine), ISO 3166-1 for a country; empty for
            one the gazetteer does not know.
        level: country, region or one of LEVELS.
        forms: further names, the usual short one first.
        parent: code of the division it lies in, empty at the top or where unknown.
        latitude, longitude: of its seat, in degrees; None where unknown.
        valid_from, valid_to: first and last year; None for open ends.
        source: mca, nbs or home (read from a path only).
    """

    name: str
    level: str
    code: str = ""
    forms: tuple[str, ...] = ()
    parent: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    valid_from: int | None = None
    valid_to: int | None = None
    source: str = ""

    @property
    def short(self) -> str:
        """The usual short form, or the name."""
        return self.forms[0] if self.forms else self.name


class Gazetteer:
    """Lookups in `data/gazetteer/`; one instance, `gazetteer()`, serves all."""

    @cached_property
    def divisions(self) -> tuple[Division, ...]:
        """Provinces, cities and counties, former ones too, by code."""
        rows = read_tsv(data("gazetteer", "divisions.tsv"))
        return tuple(
            Division(
                code=row["code"],
                name=row["name"],
                level=row["level"],
                forms=tuple(row["short"].split()),
                parent=row["parent"],
                latitude=_degrees(row["latitude"]),
                longitude=_degrees(row["longitude"]),
                valid_from=_year(row["valid_from"]),
                valid_to=_year(row["valid_to"]),
                source=row["source"],
            )
            for row in rows
        )

    @cached_property
    def townships(self) -> dict[str, tuple[str, ...]]:
        """The codes of every township's name, in order."""
        found: dict[str, list[str]] = {}
        packed = data("gazetteer", "townships.tsv.gz").read_bytes()
        lines = gzip.decompress(packed).decode("utf-8").splitlines()
        for line in lines:
            code, _, name = line.partition("\t")
            if code.isdigit():
                found.setdefault(name, []).append(code)
        return {name: tuple(codes) for name, codes in found.items()}

    @cached_property
    def countries(self) -> tuple[Division, ...]:
        """Countries and territories, with their further names."""
        further: dict[str, list[str]] = {}
        for row in table("place_countries"):
            further.setdefault(row["code"], []).append(row["name"])
        return tuple(
            Division(
                code=row["code"],
                name=row["name"],
                level="country",
                forms=tuple(further.get(row["code"], ())),
                source="cldr",
            )
            for row in read_tsv(data("gazetteer", "countries.tsv"))
        )

    @cached_property
    def regions(self) -> tuple[Division, ...]:
        """Regions across divisions: 长三角, 京津冀."""
        return tuple(
            Division(name=row["name"], level="region", forms=tuple(row["short"].split()))
            for row in table("place_regions")
        )

    @cached_property
    def _by_code(self) -> dict[str, Division]:
        # Of several names of one code the one that holds longest counts.
        return {
            division.code: division
            for division in sorted(self.divisions, key=lambda d: (d.valid_to or 9999, d.name))
        }

    @cached_property
    def _by_name(self) -> dict[str, tuple[Division, ...]]:
        found: dict[str, list[Division]] = {}
        for division in self.divisions:
            for name in (division.name, *division.forms):
                found.setdefault(name, []).append(division)
        return {name: tuple(sorted(many, key=_rank)) for name, many in found.items()}

    @cached_property
    def short_counties(self) -> frozenset[str]:
        """Short forms of counties: 嘉鱼, 敦煌."""
        counties = (division for division in self.divisions if division.level == "county")
        return frozenset(form for county in counties for form in county.forms)

    @cached_property
    def _children(self) -> dict[str, tuple[Division, ...]]:
        found: dict[str, list[Division]] = {}
        for division in self.divisions:
            found.setdefault(division.parent, []).append(division)
        return {code: tuple(sorted(many, key=_rank)) for code, many in found.items()}

    def by_code(self, code: str) -> Division | None:
        """The division of a code of six or nine digits, or the country of two letters."""
        if len(code) == 9:
            return self._township_of(code)
        return self._by_code.get(code) or self._countries_by_code.get(code)

    @cached_property
    def _countries_by_code(self) -> dict[str, Division]:
        return {country.code: country for country in self.countries}

    def _township_of(self, code: str) -> Division | None:
        name = self._township_names.get(code)
        return _township(name, code) if name else None

    @cached_property
    def _township_names(self) -> dict[str, str]:
        return {code: name for name, codes in self.townships.items() for code in codes}

    def named(self, name: str) -> tuple[Division, ...]:
        """All divisions down to the county of a full or short name; valid ones first."""
        return self._by_name.get(name, ())

    def children(self, code: str) -> tuple[Division, ...]:
        """The divisions right below one, down to the county; valid ones first."""
        return self._children.get(code, ())

    def within(self, name: str, parent: str) -> Division | None:
        """The division of a full or short name that lies in another, at any depth.

        A township is found by its full name, with or without its county's code as `parent`
        (a province's or city's code will do where it is unique there).
        """
        for division in self.named(name):
            if _inside(division, parent):
                return division
        root = parent.rstrip("0") if len(parent) == 6 else parent
        codes = [code for code in self.townships.get(name, ()) if code.startswith(root)]
        return _township(name, codes[0]) if len(codes) == 1 else None

    def lookup(self, name: str, home: str = "") -> Division | None:
        """What a name means to a paper: in its chain, near its home, or one of its name alone.

        A township is looked for only where the whole home is known: a county that the gazetteer
        lacks has towns that it lacks, and a namesake elsewhere in the city is another.
        """
        chain = home_chain(home) if home else ()
        for division in chain:
            if name == division.name or name in division.forms:
                return division
        for division in reversed(chain):
            found = self.within(name, division.code) if division.code else None
            if found and (found.level != "township" or chain[-1].code):
                return found
        return self._alone(name)

    def _alone(self, name: str) -> Division | None:
        found = self.named(name)
        wide = [division for division in found if division.level != "county"]
        if wide or len({division.parent[:2] + division.name for division in found}) == 1:
            return (wide or list(found))[0]
        return self._outside.get(name)

    @cached_property
    def _outside(self) -> dict[str, Division]:
        everything = (*self.countries, *self.regions)
        return {name: place for place in everything for name in (place.name, *place.forms)}


@cache
def gazetteer() -> Gazetteer:
    """The one gazetteer; its tables are read when first asked for."""
    return Gazetteer()


@lru_cache(maxsize=4096)
def home_chain(home: str) -> tuple[Division, ...]:
    """The divisions of a path from the widest down, known to the gazetteer or not.

    >>> [division.name for division in home_chain("江西省上饶市云岭县")]
    ['江西省', '上饶市', '云岭县']
    """
    rest = _CORPS.sub("新疆维吾尔自治区", _BLANKS.sub("", home))
    chain: list[Division] = []
    while rest:
        division, length = _next(rest, chain)
        if division is None:
            break
        chain.append(division)
        rest = rest[length:]
    return _with_parents(chain)


def _next(rest: str, chain: list[Division]) -> tuple[Division | None, int]:
    known = _known_head(rest, chain)
    if known:
        return known
    unit = _UNIT.match(rest)
    if not unit:
        return None, 0
    name, code = unit[0], _code(chain)
    if chain and chain[-1].level == "county" and chain[-1].code:
        township = gazetteer().within(name, code)
        if township:
            return township, len(name)
    level = _level(name, chain[-1].level if chain else "")
    division = Division(name=name, level=level, forms=forms(name), parent=code, source="home")
    return division, len(name)


def _code(chain: list[Division]) -> str:
    """The code of the narrowest division of a chain that has one."""
    return next((division.code for division in reversed(chain) if division.code), "")


def _known_head(rest: str, chain: list[Division]) -> tuple[Division, int] | None:
    """The longest division that opens a path: full names first, then short ones."""
    full = [rest[:length] for length in range(min(len(rest), 15), 1, -1)]
    for name in full:
        for division in gazetteer().named(name):
            if _fits(division, chain) and (name == division.name or _short_fits(division, rest)):
                return division, len(name)
    return None


def _fits(division: Division, chain: list[Division]) -> bool:
    if not chain:
        return True
    narrower = LEVELS.index(division.level) > LEVELS.index(chain[-1].level)
    return narrower and _inside(division, _code(chain))


def _short_fits(division: Division, rest: str) -> bool:
    """Whether 浙江 in 浙江衢州衢江区 is short for a division: not 衢江 of 衢江区."""
    lengths = [len(form) for form in division.forms if rest.startswith(form)]
    after = rest[max(lengths) :][:1] if lengths else ""
    return division.level in ("province", "city") and after not in tuple("省市县区州盟旗")


def _level(name: str, above: str) -> str:
    if name.endswith("市"):
        return "county" if above == "city" else "city"
    for ending, level in _BY_ENDING:
        if name.endswith(ending):
            return level
    return "county"


def _with_parents(chain: list[Division]) -> tuple[Division, ...]:
    """A chain that begins below the province gets what the gazetteer knows above it."""
    while chain and chain[0].parent:
        above = gazetteer().by_code(chain[0].parent)
        if above is None:
            break
        chain.insert(0, above)
    return tuple(chain)


@lru_cache(maxsize=65536)
def body_prefix(level: str, home: str) -> Division | None:
    """The division that a level word stands for before a body: 县 + 委 is 云岭县 + 委.

    Args:
        level: 省, 市, 县, 区, 州, 旗, 盟, 镇, 乡, 街道, 村 or 社区.
        home: the paper's home; where it has no division of that level there is none.
    """
    for division in reversed(home_chain(home)):
        if _is_called(division, level):
            return division
    return None


def _is_called(division: Division, level: str) -> bool:
    """Whether people of a division say 我 + level: 区 of 衢江区 and of 广西壮族自治区."""
    name = division.name
    if level == "省":
        return division.level == "province" and name not in MUNICIPALITIES
    if level == "州":
        return division.level == "city" and name.endswith("州")
    if level == "市" and name.endswith("师"):
        return False
    if level == "地区":
        return division.level == "city" and name.endswith("地区")
    if level == "区" and name.endswith(("地区", "社区")):
        return False
    return name.endswith(level)


_DEIXIS = re.compile(r"[我本全]?(省|市|县|区|州|旗|盟|地区|镇|乡|街道|村|社区)(?:城|里|内)?")


@lru_cache(maxsize=65536)
def resolve(word: str, home: str) -> Division | None:
    """What 我省, 全市, 本县, 区 or 县城 means to a paper; None where it means nothing.

    A district's or county's 全市 is its city; a county-level city's is itself.
    """
    match = _DEIXIS.fullmatch(word)
    return body_prefix(match[1], home) if match else None


def _township(name: str, code: str) -> Division:
    return Division(
        name=name, level="township", code=code, forms=forms(name), parent=code[:6], source="nbs"
    )


def _inside(division: Division, parent: str) -> bool:
    """Whether a division lies in the one of a code, by the codes of what it lies in."""
    if not parent:
        return True
    known = gazetteer()
    current: Division | None = division
    while current and current.parent:
        if current.parent == parent:
            return True
        current = known.by_code(current.parent)
    return False


def _rank(division: Division) -> tuple[bool, int, str]:
    """Valid ones first, then the latest; wide ones before narrow ones."""
    ended = division.valid_to is not None
    return ended, -(division.valid_to or 0), division.code


def _degrees(cell: str) -> Decimal | None:
    return Decimal(cell) if cell else None


def _year(cell: str) -> int | None:
    return int(cell) if cell else None
