"""Values that are what the format asks for and hardly what anybody means (warnings)."""

import re
from collections.abc import Iterator
from typing import Any, Final

from committee.model.account import Account, KeyPath
from committee.model.problem import Gravity, Mend, Problem
from committee.model.values import meant, quoted

_PAID = (
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF "
    "CLF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD "
    "HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD "
    "MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR "
    "PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP "
    "TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG "
)
CURRENCIES: Final = frozenset(_PAID.split())
"""Money that is paid with: ISO 4217 without what was withdrawn, metals, baskets and codes for tests and for nothing."""

_SAID = {"XXX": "no currency at all", "XTS": "a code for tests"}
_CALLED = {"RMB": "CNY", "NTD": "TWD", "STG": "GBP"}
"""What the same money is often called."""

_FIXED = re.compile(r"Etc/GMT([+-])([1-9][0-9]?)", re.ASCII)
_ALL_YEAR = {
    "EST": ("UTC-5", "America/New_York"),
    "MST": ("UTC-7", "America/Denver"),
    "HST": ("UTC-10", "Pacific/Honolulu"),
}


def of_currency(account: Account) -> Iterator[Problem]:
    """A code of three letters that is no money."""
    code = account.header.currency
    if not code or code in CURRENCIES:
        return
    path = ("account", "currency")
    near = _CALLED.get(code)  # of three letters any other code is only one away
    yield Problem(
        code="odd-currency",
        gravity=Gravity.WARNING,
        path=path,
        what=f"{quoted(code)} is {_SAID.get(code, 'no currency of ISO 4217 that is paid with')}",
        remedy=meant(near, "Write the three letters of the currency of the deal, such as EUR"),
        mends=(Mend(label=f"Write {near}", path=path, value=near),) if near else (),
    )


def of_zone(path: KeyPath, record: Any) -> Iterator[Problem]:
    """A zone that means the opposite of what it seems to say, or has no summer time where its people have.

    Args:
        path: of the person, place or teammate.
        record: it; anything without a time zone has none.
    """
    zone = getattr(record, "timezone", "")
    fixed = _FIXED.fullmatch(zone)
    if fixed is not None:
        ahead, other = ("behind", "-") if fixed[1] == "+" else ("ahead of", "+")
        what = f"{quoted(zone)} is UTC{'-' if fixed[1] == '+' else '+'}{fixed[2]}: {fixed[2]} hours {ahead} UTC"
        remedy = f"Name a city's zone, such as Europe/Berlin; the other way round it is Etc/GMT{other}{fixed[2]}"
    elif zone in _ALL_YEAR:
        always, city = _ALL_YEAR[zone]
        what, remedy = (
            f"{quoted(zone)} is {always} all year, without summer time",
            f"Name a city's zone, such as {city}",
        )
    else:
        return
    yield Problem(code="odd-zone", gravity=Gravity.WARNING, path=(*path, "timezone"), what=what, remedy=remedy)
