"""The made-up region: what is bought, from how many providers and how unevenly. None of its figures is a real one's.

The sizes are of the order that Dutch regions print: many small providers behind a few large ones where care is
ambulant, few providers where there is residence. Product codes only look like those of the standards.
"""

from dataclasses import dataclass

MUNICIPALITIES = tuple(f"Gemeente {letter}" for letter in "ABCDEFGH")
MUNICIPALITY_WEIGHTS = (24, 18, 15, 12, 11, 9, 7, 4)
FIRST_YEAR, YEARS = 2022, 3
MONTHS = 12 * YEARS
SEASON = (101, 99, 103, 101, 98, 100, 82, 76, 102, 104, 103, 91)
"""hundredths of a usual month, January first: summer and Christmas show"""
INDEXED = (100, 104, 110)
"""hundredths of the first year's tariff, by year"""


@dataclass(frozen=True)
class Use:
    """Tariff (cents a unit), units a month, months of care, and how often the segment is used."""

    tariff: int
    units: int
    months: int
    weight: int


@dataclass(frozen=True)
class Supply:
    """How many providers, and how uneven: the n-th largest weighs one over (n - 1 + ``evenness``) ** ``steepness``."""

    providers: int
    evenness: int
    steepness: int


@dataclass(frozen=True)
class Segment:
    """One segment: its act, kind of care, products, use and market."""

    id: str
    name: str
    law: str
    kind: str
    category: str
    codes: tuple[str, ...]
    use: Use
    supply: Supply


LAWS = {"jeugdwet": "JW", "wmo2015": "WMO"}
SEGMENTS = (
    Segment(
        "wmo-begeleiding",
        "Begeleiding individueel",
        "wmo2015",
        "guidance",
        "W02",
        ("W02A1", "W02A2", "W02B1"),
        Use(6_450, 14, 20, 30),
        Supply(130, 2, 1),
    ),
    Segment(
        "wmo-dagbesteding",
        "Dagbesteding",
        "wmo2015",
        "day_activities",
        "W07",
        ("W07A1", "W07B1"),
        Use(5_180, 22, 24, 15),
        Supply(84, 1, 1),
    ),
    Segment(
        "wmo-kortdurend-verblijf",
        "Kortdurend verblijf",
        "wmo2015",
        "short_stay",
        "W04",
        ("W04A1",),
        Use(14_900, 4, 14, 1),
        Supply(28, 2, 1),
    ),
    Segment(
        "jeugd-begeleiding",
        "Ambulante begeleiding jeugd",
        "jeugdwet",
        "ambulatory_guidance",
        "J45",
        ("J45A1", "J45A2", "J45G1"),
        Use(7_020, 11, 14, 22),
        Supply(140, 2, 1),
    ),
    Segment(
        "jeugd-behandeling",
        "Ambulante behandeling jeugd",
        "jeugdwet",
        "ambulatory_treatment",
        "J54",
        ("J54A1", "J54B1", "J54C1"),
        Use(10_830, 5, 10, 34),
        Supply(115, 1, 1),
    ),
    Segment(
        "jeugd-logeren",
        "Logeren jeugd",
        "jeugdwet",
        "short_stay",
        "J44",
        ("J44L1",),
        Use(17_200, 4, 18, 3),
        Supply(36, 1, 1),
    ),
    Segment(
        "jeugd-wonen",
        "Wonen zonder behandeling",
        "jeugdwet",
        "housing_with_guidance",
        "J43",
        ("J43A1", "J43B1"),
        Use(16_400, 29, 12, 2),
        Supply(28, 2, 2),
    ),
    Segment(
        "jeugd-wonen-met-behandeling",
        "Wonen met behandeling",
        "jeugdwet",
        "housing_with_treatment",
        "J42",
        ("J42A1", "J42B1"),
        Use(31_800, 29, 10, 1),
        Supply(34, 2, 2),
    ),
)
PROVIDERS = 260
"""in the whole region; each segment draws its own from these, so that many deliver in more than one"""
UNKNOWN_PRODUCT = ("X99", "X99Z9")
"""category and code that the mapping does not know"""
MISSING = ("Gemeente F", "2023-11")
"""a municipality whose declarations of one month are not there"""
