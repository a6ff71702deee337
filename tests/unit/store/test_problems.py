"""Each code of a problem: a text that has it, where, in which words; and the same text mended, that has none."""

import re
from pathlib import Path

import pytest

import committee
from committee import store
from committee.model.problem import Gravity, Problem

H = 'format = 1\n\n[account]\nname = "A"\n'
A = '[people.ana]\nname = "Ana"\n'
B = '[people.bo]\nname = "Bo"\n'

# code, bad, line:column, what it says, good
CASES: list[tuple[str, str, str, str, str]] = [
    ("syntax", H + 'deal = "x', "5:10", "the text is not closed", H + 'deal = "x"'),
    ("syntax", H + "deal = x\n", "5:8", "the value cannot be read", H + 'deal = "x"\n'),
    ("syntax", H + 'name = "B"\n', "5:1", "this key stands in its table twice", H),
    ("syntax", H + A + B + A, "9:1", "this table stands in the file twice", H + A + B),
    ("syntax", H + "close_date = 2027-02-30\n", "5:14", "there is no such date", H + "close_date = 2027-02-28\n"),
    ("conflict", f"{H}<<<<<<< ours\ndeal = 1\n=======\n>>>>>>> theirs\n", "5:1", "two versions meet here", H),
    ("conflict", f"{H}deal = 'a'\n=======\ndeal = 'b'\n>>>>>>> theirs\n", "6:1", "two versions meet here", H),
    ("not-utf8", "", "3:9", "the file is not UTF-8 text", H),
    ("too-large", "", "1:1", "the file has 5.0 MB; an account has at most 5 MB", H),
    ("too-deep", f"{H}x = {'[' * 2000}{']' * 2000}\n", "5:37", "nested too deeply", H),
    ("too-deep", f"{H}x = {'[' * 40}{']' * 40}\n", "5:5", '"x" is nested too deeply', H),
    ("too-deep", f"{H}{'a.' * 3000}b = 1\n", "5:1", "a key has too many parts", H),
    ("too-many-people", H + "".join(f"[people.p{i}]\n" for i in range(5001)), "1:1", "names 5001 people", H),
    ("text-too-long", f'{H}notes = "{"ä" * 33000}"\n', "5:9", "has more than 64 KB", H + 'notes = "ä"\n'),
    ("newer-format", H.replace("1", "2", 1), "1:10", "the file has format 2; it was written by a newer", H),
    ("missing", H.replace("format = 1\n", ""), "1:1", "format is missing", H),
    ("missing", "format = 1\n", "1:1", "the table [account] is missing", H),
    ("missing", "format = 1\n[account]\n", "2:1", "name is missing in [account]", H),
    ("missing", H + "[people.ana]\n", "5:1", "name is missing in [people.ana]", H + A),
    ("missing", H + '[people.ana]\nname = ""\n', "6:8", "name is empty", H + A),
    ("missing", H + '[people.ana]\nname = "  "\n', "6:8", "name is empty", H + A),
    ("missing", f'{H}{A}[decision.quorum]\nof = ["ana"]\n', "7:1", "does not say how many", H),
    ("wrong-type", H.replace("1", "'1'"), "1:10", 'format must be 1, but is "1"', H),
    ("wrong-type", "account = 5\nformat = 1\n", "1:11", "account must be a table, but is 5", H),
    ("wrong-type", H + "[people]\nana = 5\n", "6:7", "ana must be a table, but is 5", H + A),
    ("wrong-type", H + A + "champion = true\n", "7:12", "champion must be a table", H + A),
    ("wrong-type", H + "[influence]\nana.bo = 5\n", "6:10", "bo must be a table, but is 5", H),
    ("wrong-type", H + 'value = "9"\n', "5:9", 'value must be a whole number, but is "9"', H + "value = 9\n"),
    ("wrong-type", H + "value = true\n", "5:9", "value must be a whole number, but is true", H + "value = 1\n"),
    ("wrong-type", H + "value = nan\n", "5:9", "value must be a whole number, but is nan", H + "value = 1\n"),
    ("wrong-type", H + "value = 1.0\n", "5:9", "value must be a whole number, but is 1.0", H + "value = 1\n"),
    ("wrong-type", H + "close_date = 2027-03-31T00:00:00\n", "5:14", "must be a date", H),
    ("wrong-type", H + A + "[people.ana.champion]\nsells = 1\n", "8:9", "must be true or false", H + A),
    ("wrong-type", H + A + "stance = 3\n", "7:10", "stance must be one of advocate", H + A),
    ("wrong-type", H + A + 'roles = "legal"\n', "7:9", "roles must be a list", H + A + 'roles = ["legal"]\n'),
    ("wrong-type", H + A + 'roles = ["legal", 3]\n', "7:19", "but is 3", H + A + 'roles = ["legal"]\n'),
    ("wrong-type", H + A + "crm_id = 17\n", "7:10", "must be text in quotes", H + A + 'crm_id = "17"\n'),
    ("wrong-type", H + "notes = []\n", "5:9", "notes must be text in quotes, but is a list", H),
    ("unknown-choice", H + A + 'stance = "suporter"\n', "7:10", 'stance "suporter" is not known', H + A),
    ("unknown-choice", H + A + 'roles = ["legal", "lgal"]\n', "7:19", 'roles "lgal" is not known', H + A),
    ("out-of-range", H + A + "power = 6\n", "7:9", "power 6 is out of range", H + A + "power = 5\n"),
    ("out-of-range", H + "value = -1\n", "5:9", "value -1 is out of range", H + "value = 0\n"),
    ("out-of-range", H + "value = 0xFFFFFFFFFFFFFFFFFF\n", "5:9", "is out of range", H),
    ("out-of-range", f"{H}value = {'9' * 5000}\n", "5:9", "a number has too many digits", H),
    ("out-of-range", f"{H}x = {{ y = [0x{'F' * 40}] }}\n", "5:5", '"x" holds a number that is too large', H),
    ("out-of-range", H + "[effort]\ntalk = 0\n", "6:8", "talk 0 is out of range", H + "[effort]\ntalk = 1\n"),
    ("unknown-zone", H + A + 'timezone = "Europe/Berln"\n', "7:12", "is not a known time zone", H + A),
    ("bad-hours", H + A + 'hours = "18:00-09:00"\n', "7:9", "cannot be read", H + A + 'hours = "09:00-18:00"\n'),
    ("bad-hours", H + A + 'hours = "9-17"\n', "7:9", "cannot be read", H + A),
    ("bad-currency", H + 'currency = "€"\n', "5:12", "is not a currency code", H + 'currency = "EUR"\n'),
    ("odd-currency", H + 'currency = "BTC"\n', "5:12", '"BTC" is no currency', H + 'currency = "EUR"\n'),
    ("odd-zone", H + A + 'timezone = "Etc/GMT+5"\n', "7:12", '"Etc/GMT+5" is UTC-5', H + A),
    ("unknown-key", H + A + "stanse = 1\n", "7:10", 'the key "stanse" is not known', H + A),
    ("unknown-table", H + "[poeple.ana]\n", "5:1", 'the table "poeple" is not known', H),
    ("bad-id", H + '[people.Ana_1]\nname = "A"\n', "5:1", '"Ana_1" cannot be an id', H + A),
    ("reserved-id", H + '[people.account]\nname = "A"\n', "5:1", "means something else", H + A),
    ("id-twice", H + '[team.ana]\nname = "A"\n' + A, "7:1", "is already that of a teammate", H + A),
    ("no-such-teammate", H + 'owner = "dana"\n', "5:9", 'owner "dana" is no teammate', H),
    ("no-such-place", H + A + 'place = "x"\n', "7:9", 'place "x" is no place of this account', H + A),
    ("no-such-rival", H + A + 'prefers = "x"\n', "7:11", "is no rival", H + A + 'prefers = "build"\n'),
    ("no-such-person", H + A + 'reports_to = "an"\n', "7:14", 'reports_to "an" is no person', H + A),
    ("no-such-person", H + A + "[influence.ana.bo]\n", "7:1", '"bo" is no person', H + A + B + "[influence.ana.bo]\n"),
    ("no-such-teammate", H + A + "[coverage.me.ana]\n", "7:1", '"me" is no teammate', H + A),
    ("no-such-person", f'{H}[decision.quorum]\nat_least = 1\nof = ["ana"]\n', "7:7", 'of "ana" is no person', H),
    ("no-such-person", H + '[evidence.e1]\nabout = "ana"\n', "6:9", 'about "ana" names nobody', H),
    ("no-such-person", H + A + '[evidence.e1]\nabout = "ana > bo"\n', "8:9", "names nobody", H + A),
    ("no-such-tie", H + A + B + '[evidence.e1]\nabout = "ana > bo"\n', "10:9", "nothing ties Ana to Bo",
     H + A + B + '[evidence.e1]\nabout = "ana > bo"\n[influence.ana.bo]\n'),
    ("no-such-subject", H + "[accepted.CH001.ana]\n", "5:1", '"ana" is nothing in this account',
     H + "[accepted.CH001.account]\n[accepted.CH004.department-it]\n"),
    ("bad-code", H + "[accepted.oops.account]\n", "5:1", '"oops" is not the code of a finding', H),
    ("self-tie", H + A + "[influence.ana.ana]\n", "7:1", "Ana is tied to themselves", H + A),
    ("self-reference", H + A + 'reports_to = "ana"\n', "7:14", "names the same person", H + A),
    ("reporting-cycle", f'{H}{B}reports_to = "ana"\n{A}reports_to = "bo"\n', "10:14", "in a circle: Ana → Bo →",
     f'{H}{B}reports_to = "ana"\n{A}'),
    ("quorum-too-large", f'{H}{A}[decision.quorum]\nat_least = 2\nof = ["ana"]\n', "8:12", "at least 2 of 1", H),
    ("item-twice", f'{H}{A}[decision.quorum]\nat_least = 1\nof = ["ana", "ana"]\n', "9:7", 'lists "ana" twice', H),
    ("item-twice", H + A + 'roles = ["legal", "legal"]\n', "7:9", 'roles lists "legal" twice', H + A),
    ("cleaned", H + 'deal = "a\\u0007b"\n', "5:8", "deal has characters that could garble", H),
    ("cleaned", H + "deal = 'a\u202eb'\n", "5:8", "deal has characters that could garble", H),
    ("cleaned", H + 'deal = "a\u200bb"\n', "5:8", "deal has characters that nobody sees; they are left out",
     H + 'deal = "ab"\n'),
    ("cleaned", H + "deal = 'a\\u00adb'\n".replace("'", '"'), "5:8", "deal has characters that nobody sees", H),
    ("cleaned", H + 'deal = "a\ufeff\u202eb"\n', "5:8", "each is shown as \ufffd, and some that nobody sees", H),
    ("cleaned", H + "# a\u2060b\n", "5:1", "a comment has characters that nobody sees", H + "# ab\n"),
    ("cleaned", H + '"a\u00ad" = 1\n', "3:1", "a key has characters that nobody sees", H),
    ("name-twice", H + A + '[people.bo]\nname = "A\\u200bna"\n', "8:8", "Ana is also the name of ana", H + A + B),
    ("cleaned", H + "# a\u009b31m\n", "5:1", "a comment has characters", H + "# a\n"),
    ("cleaned", H + '"a\\u0007b" = 1\n', "3:1", "a key has characters", H),
    ("key-twice", H + '"a\\u0007" = 1\n"a\\u0008" = 2\n', "3:1", "stands twice once it is cleaned", H),
    ("one-line", H + 'deal = "a\\nb"\n', "5:8", "deal is one line", H + 'notes = "a\\nb"\n'),
    ("blank-text", H + 'deal = "\u2003"\n', "5:8", "deal holds only blanks; it counts as empty", H + 'deal = ""\n'),
    ("blank", H + A + 'timezone = " "\n', "7:12", "timezone holds only blanks", H + A + 'timezone = ""\n'),
    ("line-ends", H + "value = 1\r\r\n", "5:10", "a carriage return that does not end a line", H + "value = 1\r\n"),
    ("name-twice", H + A + '[people.bo]\nname = "ANA"\n', "8:8", "ANA is also the name of ana", H + A + B),
    ("place-empty", H + '[places.x]\nname = "X"\n', "5:1", "nobody is at X", H + A),
    ("office-days-unused", H + A + 'office_days = ["mon"]\n', "7:15", "counts for hybrid work only",
     H + A + 'office_days = ["mon"]\nwork_mode = "hybrid"\n'),
    ("replaced-but-here", H + A + 'replaced_by = "bo"\n' + B, "7:15", "Ana is replaced but has not left",
     H + A + 'replaced_by = "bo"\nstatus = "left"\n' + B),
    ("evidence-claim", H + A + '[evidence.e1]\nabout = "ana"\nfield = "strength"\n', "9:9", "claim about a tie",
     H + A + '[evidence.e1]\nabout = "ana"\nfield = "stance"\n'),
    ("evidence-value", H + A + '[evidence.e1]\nabout = "ana"\nfield = "power"\nvalue = 9\n', "10:9", "cannot be",
     H + A + '[evidence.e1]\nabout = "ana"\nfield = "power"\nvalue = 4\n'),
]  # fmt: skip
BYTES = {
    "not-utf8": b'format = 1\n[account]\nname = "\xff"\n',
    "too-large": b"#" * (5 * 1024 * 1024 + 1),
}
WARNINGS = {
    "unknown-key", "unknown-table", "cleaned", "one-line", "blank-text", "name-twice", "place-empty",
    "office-days-unused", "replaced-but-here", "evidence-claim", "evidence-value", "no-such-tie", "odd-currency",
    "odd-zone",
}  # fmt: skip


@pytest.mark.parametrize(
    ("code", "bad", "place", "says", "good"), CASES, ids=[f"{c[0]}-{i}" for i, c in enumerate(CASES)]
)
def test_a_problem_says_where_and_what(code: str, bad: str, place: str, says: str, good: str) -> None:
    document = store.read_text(bad or BYTES[code], "acme.account.toml")
    found = [problem for problem in document.problems if problem.code == code]
    assert len(found) == 1, document.problems
    assert says in found[0].what
    assert found[0].place == f"acme.account.toml:{place}"
    warning = code in WARNINGS or (code, place) == ("item-twice", "7:9")
    assert (found[0].gravity is Gravity.WARNING) == warning
    assert document.read_only != warning or len(document.problems) > 1
    assert not [problem for problem in store.read_text(good).problems if problem.code == code]


def test_every_code_has_a_case() -> None:
    source = "".join(
        path.read_text()
        for room in ("store", "model")
        for path in Path(committee.__file__).parent.joinpath(room).glob("*.py")
    )
    pattern = r'(?:code=|Fault\(|_problem\(|_warning\(|_wrong\()\s*"([a-z0-9-]+)"'
    codes = set(re.findall(pattern, source)) - {"unreadable"}
    assert len(codes) > 25
    # Codes put together from the noun of a table.
    assert codes - {case[0] for case in CASES} == set()


def words(problem: Problem) -> str:
    return str(problem)


def test_the_message_of_the_format_is_the_one_promised() -> None:
    document = store.read_text(H + A + 'stance = "suporter"\n', "acme.account.toml")
    assert words(document.problems[0]) == (
        'acme.account.toml:7:10: stance "suporter" is not known. Did you mean "supporter"?'
    )


def test_all_problems_come_in_one_pass_in_the_order_of_the_text() -> None:
    text = H + 'stage = "won?"\nvalue = -3\n' + A + 'power = 9\nroles = ["x", "legal", "y"]\nboss = 1\nplace = "z"\n'
    problems = store.read_text(text).problems
    assert [(p.line, p.column) for p in problems] == sorted((p.line, p.column) for p in problems)
    assert [p.code for p in problems] == [
        "unknown-choice", "out-of-range", "out-of-range", "unknown-choice", "unknown-choice", "unknown-key",
        "no-such-place",
    ]  # fmt: skip


def test_a_faulty_field_counts_as_absent_and_the_rest_is_read() -> None:
    account = store.read_text(H + "value = -3\n" + A + 'power = 9\nroles = ["x", "legal"]\ntitle = "T"\n').account
    assert account.header.value is None
    ana = account.people["ana"]
    assert (ana.power, ana.title, ana.roles) == (None, "T", ("legal",))


def test_a_table_that_cannot_be_read_is_not_blamed_on_what_refers_into_it() -> None:
    text = H + 'owner = "dana"\nteam = 5\n'.replace("team", "next_step")
    document = store.read_text("team = 5\n" + text)
    assert [problem.code for problem in document.problems] == ["wrong-type", "wrong-type"]


def test_an_id_in_both_ends_is_mended_only_where_it_is_meant() -> None:
    document = store.read_text(f'{H}{A}[people.tom]\nname = "Tom"\n[evidence.e1]\nabout = "to > tom"\n')
    assert document.problems[0].mends[0].value == "tom > tom"


def test_every_conflict_is_named() -> None:
    part = "<<<<<<< ours\na = 1\n||||||| base\n=======\n>>>>>>> theirs\n"
    assert [p.line for p in store.read_text(H + part + part).problems] == [5, 10]


def test_text_that_only_looks_like_a_conflict_is_text() -> None:
    text = f'{H}notes = """\nminutes\n=======\n>>>>>>> quoted\n"""\n'
    assert not store.read_text(text).problems


@pytest.mark.parametrize("lines", ["<<<<<<<\n", "<<<<<<<\n=======\n", ">>>>>>>\n"])
def test_a_file_of_nothing_but_markers_is_read_in_linear_time(lines: str) -> None:
    # Any search that starts again at every marker would not come back within a day.
    assert store.read_text(H + lines * 200_000).problems[0].code == "conflict"


def test_words_that_are_wrong_by_the_thousand_are_named_each_once_and_suggested_for_the_first_few() -> None:
    words = [f"legl{number}" for number in range(1000)]
    text = f"{H}[decision]\nnot_needed = {[*words, *words]}\n"
    problems = store.read_text(text).problems
    assert len(problems) == len(words)
    meant = ["Did you mean" in problem.remedy for problem in problems]
    assert meant == sorted(meant, reverse=True)
    assert 0 < sum(meant) < len(meant)


def test_hostile_text_reaches_neither_values_nor_messages() -> None:
    payload = "\\u001b]0;x\\u0007\\u202e\u009b31m"
    text = f'{H}deal = "{payload}"\nstage = "{payload}"\n"{payload}" = "{payload}"\n'
    text += f'[people."{payload}"]\nname = "{payload}"\n'
    document = store.read_text(text, "x")
    shown = "".join(f"{p}{p.mends}" for p in document.problems) + repr(document.account)
    assert not set(shown) & {"\x1b", "\x07", "\u202e", "\x9b"}
    assert document.account.header.deal == "\ufffd]0;x\ufffd\ufffd\ufffd31m"


def test_a_cleaned_file_saved_is_clean() -> None:
    account = store.read_text(H + 'deal = "a\\u0007b"\n# c\u202e\n').account
    assert store.read_text(store.write_text(account)).problems == ()
