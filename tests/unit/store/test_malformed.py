"""Whatever is in a file, reading it ends in an account and problems with a line and a column, never in an exception."""

import os
import random
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from toml_texts import VALID

from committee import store
from committee.errors import EditRefused, FileFailure
from committee.model.problem import Gravity

SAMPLE = Path(__file__).parents[3].joinpath("sample_accounts", "northwind.account.toml").read_text("utf-8")


def placed(document: store.Document) -> None:
    """Every problem has a place within the text, words without jargon, and the account is readable as a value."""
    lines = document.text.split("\n")
    for problem in document.problems:
        assert problem.line >= 1
        assert problem.column >= 1
        if document.text:
            assert problem.line <= len(lines) + 1
        assert problem.what
        assert not {"Traceback", "None", "KeyError", "enum"} & set(str(problem).split())
    repr(document.account)


def mutations(count: int) -> list[str]:
    """The sample with characters, lines and pieces removed, doubled, swapped and replaced; the same every time."""
    rng = random.Random(7)
    marks = [
        '"',
        "'",
        "[",
        "]",
        "{",
        "}",
        "=",
        "#",
        "\n",
        ",",
        ".",
        "\\",
        "\x00",
        "\x1b",
        "é",
        "1",
        "-",
        '"""',
        "\ufeff",
        "\r",
    ]
    texts = []
    for _ in range(count):
        text = SAMPLE
        for _ in range(rng.randint(1, 6)):
            at, kind = rng.randrange(len(text)), rng.randrange(5)
            until = min(len(text), at + rng.choice([1, 1, 2, 10, 200]))
            if kind == 0:
                text = text[:at] + text[until:]
            elif kind == 1:
                text = text[:at] + rng.choice(marks) + text[at:]
            elif kind == 2:
                text = text[:at] + rng.choice(marks) + text[at + 1 :]
            elif kind == 3:
                lines = text.split("\n")
                one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
                lines[one], lines[other] = lines[other], lines[one]
                text = "\n".join(lines)
            else:
                text = text[:until] + text[at:until] + text[until:]
        texts.append(text)
    return texts


def test_hundreds_of_mutated_files_end_in_problems() -> None:
    faulty = 0
    for text in mutations(300):
        document = store.read_text(text, "x")
        placed(document)
        faulty += document.read_only
    assert faulty > 200


def test_every_truncation_ends_in_problems() -> None:
    data = SAMPLE.encode()
    for length in range(0, len(data), 97):
        placed(store.read_text(data[:length]))


def test_what_is_not_faulty_after_a_mutation_still_round_trips() -> None:
    for text in mutations(120):
        document = store.read_text(text)
        if not document.read_only:
            again = store.read_text(store.write_text(document.account))
            assert again.account == document.account


@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    document = store.read_text(data)
    assert document.read_only
    placed(document)


@given(st.text(alphabet=st.sampled_from("[]{}=#.,\"'\\\n\r \tab0-+:TZ_é\x00\u202e"), max_size=60))
def test_any_text_of_toml_s_characters(text: str) -> None:
    document = store.read_text(text)
    assert document.read_only
    placed(document)


@given(st.sampled_from(sorted(VALID)), st.sampled_from(sorted(VALID)))
def test_any_toml_at_the_end_of_an_account(first: str, second: str) -> None:
    text = 'format = 1\n[account]\nname = "A"\n[x]\n' + VALID[first].replace("\r\n", "\n")
    text += "\n[y]\n" + VALID[second].replace("\r\n", "\n")
    document = store.read_text(text)
    placed(document)
    assert all(p.gravity is Gravity.WARNING for p in document.problems if p.code != "syntax")
    if not document.read_only:
        again = store.read_text(store.write_text(document.account))
        assert store.write_text(again.account) == store.write_text(document.account)


NESTED = {
    "lists": "x = " + "[" * 100_000,
    "closed lists": "x = " + "[" * 50_000 + "]" * 50_000,
    "tables": "x = " + "{a=" * 100_000,
    "closed tables": "x = " + "{a=" * 20_000 + "1" + "}" * 20_000,
    "long dotted key": ".".join(["a"] * 500_000) + " = 1",
    "long dotted header": "[" + ".".join(["a"] * 500_000) + "]",
    "quoted dotted key": ".".join(['"a"'] * 200_000) + " = 1",
    "just under the limit": "x = " + "[" * 31 + "]" * 31,
    "people that deep": "[people.ana]\nname = " + "[" * 300 + "]" * 300,
}


@pytest.mark.parametrize("name", sorted(NESTED))
def test_huge_nesting_ends_in_a_problem(name: str) -> None:
    document = store.read_text('format = 1\n[account]\nname = "A"\n' + NESTED[name])
    placed(document)
    assert document.problems
    if name != "just under the limit":
        assert document.read_only


def test_nesting_is_found_also_from_a_deep_stack() -> None:
    """The verdict on a file must not depend on how deep the caller already is."""
    text = 'format = 1\n[account]\nname = "A"\nx = ' + "[" * 60 + "]" * 60

    def down(left: int) -> tuple[str, ...]:
        return down(left - 1) if left else tuple(p.code for p in store.read_text(text).problems)

    assert down(0) == down(sys.getrecursionlimit() - 230) == ("too-deep",)


ENCODED = {
    "utf-16 with mark": SAMPLE.encode("utf-16"),
    "utf-16 big end": SAMPLE.encode("utf-16-be"),
    "latin-1": 'format = 1\n[account]\nname = "Müller"\n'.encode("latin-1"),
    "nul": b'format = 1\n[account]\nname = "A\x00"\n',
    "only nul": b"\x00" * 1000,
    "mark alone": b"\xef\xbb\xbf",
    "two marks": b"\xef\xbb\xbf\xef\xbb\xbfformat = 1\n",
    "surrogate": b'format = 1\n[account]\nname = "\xed\xa0\x80"\n',
    "escaped surrogate": b'format = 1\n[account]\nname = "\\ud800"\n',
    "lone returns": b'format = 1\r[account]\rname = "A"\r',
    "picture": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
}


@pytest.mark.parametrize("name", sorted(ENCODED))
def test_other_encodings_and_binary_end_in_problems(name: str) -> None:
    document = store.read_text(ENCODED[name])
    assert document.read_only
    placed(document)


def test_text_with_lone_surrogates_ends_in_a_problem() -> None:
    assert store.read_text("format = 1 # \ud800").read_only


class TestFiles:
    def test_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(FileFailure, match="is not there"):
            store.read(tmp_path / "x.account.toml")

    def test_a_folder(self, tmp_path: Path) -> None:
        with pytest.raises(FileFailure, match="is a folder"):
            store.read(tmp_path)

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
    def test_a_pipe_does_not_block(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "x.account.toml")
        with pytest.raises(FileFailure, match="is not a file"):
            store.read(tmp_path / "x.account.toml")

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
    def test_unreadable(self, tmp_path: Path) -> None:
        path = tmp_path / "x.account.toml"
        path.write_text(SAMPLE)
        path.chmod(0)
        with pytest.raises(FileFailure, match="may not be read"):
            store.read(path)

    def test_a_name_no_system_has(self, tmp_path: Path) -> None:
        with pytest.raises(FileFailure):
            store.read(tmp_path / "a\x00b")
        with pytest.raises(FileFailure):
            store.read(tmp_path / ("x" * 5000))

    def test_a_file_too_large_is_not_loaded(self, tmp_path: Path) -> None:
        path = tmp_path / "x.account.toml"
        with path.open("wb") as file:
            file.truncate(3 * 1024 * 1024 * 1024)
        with pytest.raises(FileFailure, match=r"3072.0 MB; an account has at most 5 MB"):
            store.read(path)

    def test_a_hostile_file_name_is_shown_harmless(self, tmp_path: Path) -> None:
        path = tmp_path / "a\x1b]0;x\x07\n\u202e.account.toml"
        path.write_text("format = 1\n")
        document = store.read(path)
        assert document.problems[0].file == "a\ufffd]0;x\ufffd \ufffd.account.toml"


def faulty_values(count: int) -> list[str]:
    """The sample with some values, keys and ids replaced by others, still TOML."""
    rng = random.Random(11)
    values = ["3", "-1", "true", "'zzz'", "'tom-lee'", "[]", "[1, 'x']", "'9-17'", "2027-01-01", "nan", "{}", "{a = 1}"]
    texts = []
    for _ in range(count):
        lines = SAMPLE.split("\n")
        for _ in range(rng.randint(1, 4)):
            keys = [i for i, line in enumerate(lines) if " = " in line and '"""' not in line and "[" not in line]
            heads = [i for i, line in enumerate(lines) if line.startswith("[")]
            at, head, kind = rng.choice(keys), rng.choice(heads), rng.randrange(4)
            if kind < 2:
                lines[at] = lines[at].split(" = ")[0] + " = " + rng.choice(values)
            elif kind == 2:
                lines[at] = rng.choice("xyz") + lines[at]
            else:
                lines[head] = lines[head].replace("-", "_").replace("people.", "poeple.")
        texts.append("\n".join(lines))
    return texts


def test_every_mend_offered_mends_or_is_refused() -> None:
    """Of any faulty file; and what it was offered for is gone, or the place is said to be beyond it."""
    tried = mended = 0
    for text in [*mutations(50), *faulty_values(60)]:
        document = store.read_text(text)
        for problem in document.problems[:5]:
            for mend in problem.mends:
                tried += 1
                try:
                    again = store.mend(document, mend)
                except EditRefused:
                    continue
                placed(again)
                mended += again.text != document.text
    assert tried > 100
    assert mended > tried * 0.9
