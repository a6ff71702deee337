import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from committee import store
from committee.model.tables import TABLES

SAMPLES = sorted(Path(__file__).parents[3].joinpath("sample_accounts").glob("*.toml"))
CHECK = jsonschema.Draft4Validator(store.schema(), format_checker=jsonschema.FormatChecker())


def as_json(value: Any) -> Any:
    """TOML as editors hand it to a schema: dates as text."""
    if isinstance(value, dict):
        return {key: as_json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_json(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def test_it_is_a_schema_of_draft_4_in_plain_json() -> None:
    jsonschema.Draft4Validator.check_schema(store.schema())
    assert json.loads(json.dumps(store.schema())) == store.schema()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_it_accepts_the_samples(path: Path) -> None:
    assert [error.message for error in CHECK.iter_errors(as_json(tomllib.loads(path.read_text("utf-8"))))] == []


def test_every_field_is_in_it_with_a_description() -> None:
    def at(schema: dict[str, Any], pattern: tuple[str, ...]) -> dict[str, Any]:
        for part in pattern:
            schema = next(iter(schema["patternProperties"].values())) if part == "*" else schema["properties"][part]
        return schema

    for table in TABLES:
        record = at(store.schema(), table.pattern)
        for field in table.fields:
            assert field.doc in record["properties"][field.name]["description"]


@pytest.mark.parametrize(
    "text",
    [
        "stage = 'won?'",
        "value = -1",
        "value = '1'",
        "currency = 'euro'",
        "close_date = 'soon'",
        "shade = 1",
        "[people.Ana]\nname = 'A'",
        "[people.ana]",
        "[people.ana]\nname = ''",
        "[people.ana]\nname = 'A'\npower = 6",
        "[people.ana]\nname = 'A'\nroles = ['king']",
        "[people.ana]\nname = 'A'\nroles = ['legal', 'legal']",
        "[people.ana]\nname = 'A'\nhours = '9-17'",
        "[people.ana]\nname = 'A'\n[people.ana.champion]\nsells = 1",
        "[influence.ana.bo]\nkind = 'love'",
        "[accepted.oops.ana]",
        "[effort]\ntalk = 0",
        "[poeple]",
    ],
)
def test_it_refuses_what_the_reader_reports(text: str) -> None:
    whole = f"format = 1\n[account]\nname = 'A'\n{text}\n"
    assert list(CHECK.iter_errors(as_json(tomllib.loads(whole))))
    assert store.read_text(whole).problems
