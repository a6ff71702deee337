import datetime as dt
import tomllib
from dataclasses import replace

import pytest

from committee import store
from committee.errors import EditRefused
from committee.model.problem import Mend

H = 'format = 1\n\n[account]\nname = "A"\n'
A = '\n[people.ana]\nname = "Ana"\n'
B = '\n[people.bo]\nname = "Bo"\n'


def first(text: str, index: int = 0) -> str:
    """The text after the first problem's mend of that number."""
    document = store.read_text(text)
    return store.mend(document, document.problems[0].mends[index]).text


# bad, the number of the mend, good
MENDS = [
    (H + A + 'stance = "suporter"  # heard\n', 0, H + A + 'stance = "supporter"  # heard\n'),
    (H + A + '# why\nstance = "zzz"\npower = 3\n', 0, H + A + "power = 3\n"),
    (H + A + 'stance="suporter"', 0, H + A + 'stance="supporter"'),
    (H + A + 'roles = ["legal", "securty"]\n', 0, H + A + 'roles = ["legal", "security"]\n'),
    (H + A + 'roles = ["zzz", "legal"]\n', 0, H + A + 'roles = ["legal"]\n'),
    (H + A + 'roles = ["legal", "zzz"]\n', 0, H + A + 'roles = ["legal"]\n'),
    (H + A + 'roles = ["zzz"]\n', 0, H + A + "roles = []\n"),
    (
        H + A + 'roles = [\n    "legal", # l\n    "zzz", # z\n]\n',
        0,
        H + A + 'roles = [\n    "legal", # l\n]\n',
    ),
    (H + A + 'roles = "legal"\n', 0, H + A + 'roles = ["legal"]\n'),
    (H + 'value = "480,000"\n', 0, H + "value = 480000\n"),
    (H + "close_date = 2027-03-31T10:00:00Z\n", 0, H + "close_date = 2027-03-31\n"),
    (H + 'close_date = "2027-03-31"\n', 0, H + "close_date = 2027-03-31\n"),
    (H + 'currency = "eur"\n', 0, H + 'currency = "EUR"\n'),
    (H + A + "power = 7\n", 0, H + A + "power = 5\n"),
    (H + A + "crm_id = 35\n", 0, H + A + 'crm_id = "35"\n'),
    (H + A + 'hours = "9-17:30"\n', 0, H + A + 'hours = "09:00-17:30"\n'),
    (H + A + 'timezone = "berlin"\n', 0, H + A + 'timezone = "Europe/Berlin"\n'),
    (
        H + A + '\n[people.ana.champion]\nsells = "yes"\n',
        0,
        H + A + "\n[people.ana.champion]\nsells = true\n",
    ),
    (H + A + 'reports_to = "Bo"\n' + B, 0, H + A + 'reports_to = "bo"\n' + B),
    (H + A + 'reports_to = "nobody-there"\n', 0, H + A),
    (H + A + "\n# gone?\n[influence.ana.zed]\nstrength = 3\n# end\n" + B, 0, H + A + B),
    (H + A + "[influence]\nana.ana.strength = 3\n" + B, 0, H + A + "[influence]\n" + B),
    (H + A + "[influence]\nana = { ana = {} }\n" + B, 0, H + A + "[influence]\nana = {  }\n" + B),
    (H + "\n[people.ana-lee]\n# nothing yet\n", 0, H + '\n[people.ana-lee]\nname = "Ana Lee"\n# nothing yet\n'),
    (H + "\n[people.ana-lee]", 0, H + '\n[people.ana-lee]\nname = "Ana Lee"\n'),
    (H + "\n[people.bo.champion]\n", 0, H + '\n[people.bo]\nname = "Bo"\n\n[people.bo.champion]\n'),
    (H + '\n[people]\nbo.title = "T"\n', 0, H + '\n[people]\nbo.name = "Bo"\nbo.title = "T"\n'),
    (H + '\n[people]\nbo = {title = "T"}\n', 0, H + '\n[people]\nbo = { name = "Bo",title = "T"}\n'),
    (H + "\n[people]\nbo = {}\n", 0, H + '\n[people]\nbo = { name = "Bo" }\n'),
    ('[account]\nname = "A"\n', 0, 'format = 1\n\n[account]\nname = "A"\n'),
    ('# file\n\n# about\n[account]\nname = "A"\n', 0, '# file\n\nformat = 1\n\n# about\n[account]\nname = "A"\n'),
    ('account.name = "A"\n', 0, 'format = 1\naccount.name = "A"\n'),
    (H + A + "stanse = 'neutral'\n", 0, H + A + "stance = 'neutral'\n"),
    (H + A + "# mine\nstanse = 'neutral'\n", 1, H + A),
    (H + "\n[poeple.ana]\nname = 'A'\n[poeple.ana.champion]\n", 0,
     H + "\n[people.ana]\nname = 'A'\n[people.ana.champion]\n"),
    (H + "\n[[poeple]]\nx = 1\n[[poeple]]\n", 1, H),
    ("poeple.ana.name = 'A'\n" + H, 0, "people.ana.name = 'A'\n" + H),
    (H + A + "\n[people.ana.champoin]\nsells = true\n", 0, H + A + "\n[people.ana.champion]\nsells = true\n"),
    (H + "xyz = { a = 1, b = 2 }\n", 0, H),
    (H + 'people = { a = 1, b = { name = "B" } }\n'.replace("people", "x"), 0, H),
    (
        H + A + '\n[decision.quorum]\nat_least = 3\nof = ["ana"]\n',
        0,
        H + A + '\n[decision.quorum]\nat_least = 1\nof = ["ana"]\n',
    ),
    (
        H + A + '\n[decision.quorum]\nat_least = 1\nof = ["ana", "zed"]\n',
        0,
        H + A + '\n[decision.quorum]\nat_least = 1\nof = ["ana"]\n',
    ),
    (
        H + A + B + '\n[decision.quorum]\nat_least = 1\nof = ["ana", "bo", "ana"]\n',
        0,
        H + A + B + '\n[decision.quorum]\nat_least = 1\nof = ["bo", "ana"]\n',
    ),
    (H + A + 'reports_to = "bo"\n' + B + 'reports_to = "ana"\n', 0, H + A + B + 'reports_to = "ana"\n'),
    (H + A + "\n[evidence.e1]\nabout = \"an\"\nsays = 'x'\n", 0,
     H + A + "\n[evidence.e1]\nabout = \"ana\"\nsays = 'x'\n"),
    (H + A + '\n[evidence.e1]\nabout = "zzzzz"\nsays = "x"\n', 0, H + A),
    (H + A + 'office_days = ["mon"]\n', 0,
     H + '\n[people.ana]\nwork_mode = "hybrid"\nname = "Ana"\noffice_days = ["mon"]\n'),
    (H + "deal = Fleet platform  # new\n", 0, H + 'deal = "Fleet platform"  # new\n'),
    (H + 'deal = "Fleet platform\nvalue = 3\n', 0, H + 'deal = "Fleet platform"\nvalue = 3\n'),
    (H + "\n[people.Ana_M]\nname = 'A'\n[people.Ana_M.champion]\n[people.bo]\nname = 'B'\nreports_to = 'Ana_M'\n"
     "[influence.Ana_M]\nbo.strength = 1\n[influence.bo.Ana_M]\n[evidence.e]\nabout = 'Ana_M > bo'\n"
     "[accepted.CH001.Ana_M]\n[decision.quorum]\nat_least = 1\nof = ['bo', 'Ana_M']\n", 0,
     H + "\n[people.ana-m]\nname = 'A'\n[people.ana-m.champion]\n[people.bo]\nname = 'B'\nreports_to = \"ana-m\"\n"
     "[influence.ana-m]\nbo.strength = 1\n[influence.bo.ana-m]\n[evidence.e]\nabout = \"ana-m > bo\"\n"
     "[accepted.CH001.ana-m]\n[decision.quorum]\nat_least = 1\nof = ['bo', \"ana-m\"]\n"),
    (H + A + "\n[accepted.CH001.zed]\nreason = 'x'\n", 0, H + A),
]  # fmt: skip


@pytest.mark.parametrize(("bad", "index", "good"), MENDS)
def test_a_mend_changes_just_what_it_says(bad: str, index: int, good: str) -> None:
    document = store.read_text(bad)
    problem = document.problems[0]
    mended = store.mend(document, problem.mends[index])
    assert mended.text.rstrip() == good.rstrip()
    assert problem.code not in {p.code for p in mended.problems if p.path == problem.path}


def test_mending_one_by_one_leaves_an_editable_account() -> None:
    text = (
        H + "stage = 'evaluaton'\nowner = 'dana'\n" + A + "power = 9\nstance = 3\nreports_to = 'b'\n" + B
        + "roles = ['legl', 'qqq']\nhours = '9 to 17'\n\n[influence.ana.ana]\n"
    )  # fmt: skip
    document = store.read_text(text)
    for _ in range(30):
        mends = [problem.mends[0] for problem in document.problems if problem.mends]
        if not mends:
            break
        before = len(document.problems)
        document = store.mend(document, mends[0])
        assert len(document.problems) < before
    assert document.problems == ()
    assert document.account.people["bo"].hours == "09:00-17:00"
    assert document.account.header.owner == ""


def test_a_mended_document_knows_the_file_it_came_from() -> None:
    document = replace(store.read_text(H + "value = '1'\n"), newline="\r\n")
    mended = store.mend(document, document.problems[0].mends[0])
    assert (mended.digest, mended.newline, mended.path) == (document.digest, "\r\n", None)
    assert not mended.read_only


def test_what_cannot_be_mended_is_refused_and_nothing_changes() -> None:
    document = store.read_text(H)
    with pytest.raises(EditRefused, match="your editor"):
        store.mend(document, Mend(label="Remove it", path=("people", "nobody")))
    with pytest.raises(EditRefused):
        store.mend(document, Mend(label="Rename it", path=("nothing",), rename="x"))


@pytest.mark.parametrize(
    "value", ['a "b" \\ c', "two\nlines\n", 3, True, False, dt.date(2027, 1, 2), ["a", "b"], [1]], ids=repr
)
def test_any_value_is_written_so_that_it_reads_back(value: object) -> None:
    document = store.read_text(H + "zeta = 0\n")
    mended = store.mend(document, Mend(label="x", path=("account", "zeta"), value=value))
    assert tomllib.loads(mended.text)["account"]["zeta"] == value
