"""Cities and their time zones: found as people type them, told apart where they have to be."""

from zoneinfo import ZoneInfo

import pytest

from committee.model.cities import FILE, City, among, cities, nearest_first, zones_of
from committee.model.fields import Field
from committee.model.tables import table
from committee.model.values import Fault, from_text, from_toml
from committee.paths import contents


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Leeds", "Europe/London"),
        ("tulsa", "America/Chicago"),
        ("Łódź", "Europe/Warsaw"),
        ("Lodz", "Europe/Warsaw"),
        ("München", "Europe/Berlin"),
        ("Munich", "Europe/Berlin"),
        ("Warszawa", "Europe/Warsaw"),
        ("são paulo", "America/Sao_Paulo"),
        ("Bangalore", "Asia/Kolkata"),
        ("Den Haag", "Europe/Amsterdam"),
        ("New York", "America/New_York"),
        ("Portland, ME", "America/New_York"),
        ("London, Canada", "America/Toronto"),
    ],
)
def test_a_city_has_the_zone_it_is_in(typed: str, zone: str) -> None:
    assert zones_of(cities(typed)) == (zone,)


@pytest.mark.parametrize("typed", ["", "   ", ",", "Nowhere at all", "|", "a|b", "\t", "Leeds, Canada", "x" * 10_000])
def test_what_is_no_city_has_none(typed: str) -> None:
    assert cities(typed) == ()


def test_cities_of_one_name_are_all_there_the_largest_first() -> None:
    assert [city.where for city in cities("London")] == ["United Kingdom", "Canada"]
    assert [city.region for city in cities("Portland")] == ["OR", "ME", "TX"]
    assert among(cities("London")) == "Europe/London (United Kingdom) or America/Toronto (Canada)"


def test_the_nearest_to_the_others_comes_first() -> None:
    (toronto,), (leeds,) = cities("Toronto")[:1], cities("Leeds")[:1]
    assert [city.country for city in nearest_first(cities("London"), [toronto])] == ["Canada", "United Kingdom"]
    assert [city.country for city in nearest_first(cities("London"), [leeds])] == ["United Kingdom", "Canada"]
    assert nearest_first(cities("London"), []) == cities("London")


def test_distances_are_those_of_the_globe() -> None:
    berlin, tokyo = cities("Berlin")[0], cities("Tokyo")[0]
    assert berlin.distance(tokyo) == pytest.approx(8920, rel=0.01)
    pole = City("P", "", "", "UTC", 90, 0)
    assert pole.distance(City("Q", "", "", "UTC", -90, 0)) == pytest.approx(20015, rel=0.01)


def test_the_table_is_small_and_knows_zones_that_exist() -> None:
    assert len(contents(FILE, 1_500_000)) < 1_500_000
    for name in ("Paris", "Cairo", "Sydney", "Lima", "Nairobi", "Anchorage", "Kathmandu", "Auckland"):
        for city in cities(name):
            assert ZoneInfo(city.zone)


ZONES = [table("people", "*").field("timezone"), table("places", "*").field("timezone")]


@pytest.mark.parametrize("field", ZONES)
def test_a_form_takes_a_city_and_a_file_the_zone_itself(field: Field) -> None:
    assert from_text(field, " Leeds ") == "Europe/London"
    assert from_text(field, "Europe/London") == "Europe/London"
    many = from_text(field, "London")
    assert isinstance(many, Fault)
    assert "America/Toronto (Canada)" in many.remedy
    assert isinstance(from_text(field, "Nowhere at all"), Fault)
    assert isinstance(from_toml(field, "Leeds"), Fault)
