"""Files with conflict markers, git's own and ours, and the merge of files for git."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from merge_scenarios import BASE, both, by_hand, crlf, read, removing, setting, tie
from some import some

from committee.store import read_text, write_text
from committee.versions.git.calls import environment
from committee.versions.merge import markers
from committee.versions.merge.conflict import Merged
from committee.versions.merge.driver import merge_files
from committee.versions.merge.markers import Texts, sides, write
from committee.versions.merge.merge import merge, versions
from committee.versions.merge.text_merge import by_line, text_merge

OURS = setting("people", "ana", stance="supporter")(BASE)
THEIRS = setting("people", "ana", stance="reserved")(BASE)


def merged(ours: str = OURS, theirs: str = THEIRS, base: str = BASE) -> Merged:
    return merge(read(base), read(ours), read(theirs))


@pytest.mark.parametrize("style", ["merge", "diff3", "zdiff3"])
@pytest.mark.parametrize("size", [7, 9, 40])
@pytest.mark.parametrize("end", [str, crlf], ids=["lf", "crlf"])
def test_what_git_writes_is_read(tmp_path: Path, style: str, size: int, end: Callable[..., Any] | type[str]) -> None:
    before = write_text(read(BASE))
    for name, text in (("base", before), ("ours", OURS), ("theirs", THEIRS)):
        (tmp_path / name).write_bytes(end(text).encode())
    option = [] if style == "merge" else [f"--{style}"]
    done = subprocess.run(
        ["git", "merge-file", "-p", f"--marker-size={size}", *option, "ours", "base", "theirs"],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    found = sides(done.stdout.decode())
    assert found == Texts(ours=OURS, base=None if style == "merge" else before, theirs=THEIRS)


@pytest.mark.parametrize(
    "text",
    [
        "",
        BASE,
        "<<<<<<< ours\na\n",
        "<<<<<<< ours\na\n=======\nb\n",
        "a\n=======\nb\n>>>>>>> theirs\n",
        "<<<<<<< a\n<<<<<<< a\n=======\n>>>>>>> b\n",
        "<<<<<<< a\n=======\n||||||| c\n>>>>>>> b\n",
        "<<<<<<< a\n||||||| c\n=======\n>>>>>>> b\n<<<<<<< a\n=======\n>>>>>>> b\n",
        "<<<<<<<nothing\n=======\n>>>>>>> b\n",
    ],
)
def test_what_has_no_whole_markers_has_no_sides(text: str) -> None:
    assert sides(text) is None


def test_markers_within_a_side_are_longer() -> None:
    inner = "<<<<<<<<< a\n1\n=========\n2\n>>>>>>>>> b\n"
    found = sides(f"x\n<<<<<<< ours\n{inner}||||||| base\n{inner}=======\n3\n>>>>>>> theirs\ny\n")
    assert found == Texts(ours=f"x\n{inner}y\n", base=f"x\n{inner}y\n", theirs="x\n3\ny\n")


def test_only_the_key_in_dispute_stands_between_markers() -> None:
    text = write(merged())
    before, _, rest = text.partition("<<<<<<< ours\n")
    block, _, after = rest.partition(">>>>>>> theirs\n")
    assert block == 'stance = "supporter"\n||||||| base\nstance = "neutral"\n=======\nstance = "reserved"\n'
    assert f'{before}stance = "supporter"\n{after}' == write_text(read(OURS))


def test_a_removed_record_stands_between_markers_whole() -> None:
    text = write(merged(removing("people", "eva")(BASE), setting("people", "eva", title="Head buyer")(BASE)))
    record = '\n[people.eva]\nname = "Eva Lind"\ntitle = "Buyer"\nplace = "madrid"\n'
    wanted = f"<<<<<<< ours\n||||||| base\n{record}=======\n{record.replace('Buyer', 'Head buyer')}>>>>>>> theirs\n"
    assert text.count("<<<<<<<") == 1
    assert wanted in text


def test_a_tie_to_somebody_removed_is_shown_with_them() -> None:
    text = write(merged(removing("people", "eva")(BASE), tie("finn", "eva", strength=2)(BASE)))
    found = sides(text)
    assert found is not None
    assert "eva" not in read(found.ours).people
    assert ("finn", "eva") in read(found.theirs).influence
    assert ("finn", "eva") not in read(found.base).influence


def test_markers_are_longer_than_what_looks_like_one_in_a_text() -> None:
    base = by_hand(("Met in May.\n", "Met in May.\n===========\n"))(BASE)
    one, other = (setting("people", "ana", stance=stance)(base) for stance in ("supporter", "reserved"))
    outcome = merged(one, other, base)
    text = write(outcome)
    assert f"\n{'<' * 12} ours\n" in text
    assert sides(text) == Texts(
        **dict(zip(("base", "ours", "theirs"), map(write_text, versions(outcome)), strict=True))
    )


def test_the_size_git_asks_for_is_used() -> None:
    text = write(merged(), 12)
    assert f"\n{'<' * 12} ours\n" in text
    assert f"\n{'=' * 12}\n" in text
    # However long they are, the file is known for what it is.
    assert [problem.code for problem in read_text(text).problems] == ["conflict"]


def nothing() -> tuple[bytes, bool]:
    raise AssertionError("not asked for")


def text_of(base: str, ours: str, theirs: str) -> Callable[[], tuple[bytes, bool]]:
    return lambda: by_line(base.encode(), ours.encode(), theirs.encode(), 7)


def test_hand_made_layout_stays_where_the_text_says_the_same() -> None:
    base = BASE.replace("power = 5", "power   =   5 # much")
    ours, theirs = (base.replace(*pair) for pair in (('"Madrid"', '"Madrid office"'), ("480000", "500000")))
    outcome = merge_files(base.encode(), ours.encode(), theirs.encode(), text_of(base, ours, theirs))
    assert outcome.clean
    assert outcome.data.decode() == ours.replace("480000", "500000")


def test_a_clean_merge_of_text_that_says_something_else_is_not_taken() -> None:
    ours, theirs = removing("people", "carla")(BASE), tie("carla", "finn", strength=2)(BASE)
    data, clean = text_of(BASE, ours, theirs)()
    assert clean
    assert read_text(data).errors
    outcome = merge_files(BASE.encode(), ours.encode(), theirs.encode(), text_of(BASE, ours, theirs))
    assert not outcome.clean
    assert [c.key for c in some(outcome.merged).conflicts] == ["removal:people/carla"]


@pytest.mark.parametrize("side", [0, 1, 2])
def test_what_cannot_be_read_is_merged_as_text(side: int) -> None:
    texts = [BASE, OURS, THEIRS]
    texts[side] += "\n[people.zoe\n"
    base, ours, theirs = (text.encode() for text in texts)
    outcome = merge_files(base, ours, theirs, text_of(*texts))
    assert not outcome.clean
    assert outcome.merged is None
    assert outcome.unread == ("the common", "our", "their")[side]
    assert b"<<<<<<< ours" in outcome.data


def test_errors_in_the_base_do_not_matter() -> None:
    base = BASE.replace('"reserved"', '"reservedd"')
    outcome = merge_files(base.encode(), OURS.encode(), setting("people", "ana", power=4)(BASE).encode(), nothing_clean)
    assert outcome.clean
    account = read_text(outcome.data).account
    assert (account.people["ana"].stance, account.people["ana"].power) == ("supporter", 4)


def nothing_clean() -> tuple[bytes, bool]:
    return b"", False


def test_a_base_with_markers_is_what_was_before_both() -> None:
    base = write(merged(), 9)
    ours, theirs = setting("people", "ana", power=4)(OURS), setting("people", "ana", title="CFO")(THEIRS)
    outcome = merge_files(base.encode(), ours.encode(), theirs.encode(), nothing)
    assert [c.key for c in some(outcome.merged).conflicts] == ["field:people/ana/stance"]
    assert some(outcome.merged).account.people["ana"].title == "CFO"


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "wanted"),
    [
        ("\n", "\r\n", "\n", "\r\n"),
        ("\n", "\n", "\r\n", "\r\n"),
        ("\r\n", "\n", "\r\n", "\n"),
        ("\r\n", "\r\n", "\r\n", "\r\n"),
    ],
)
def test_line_ends_are_those_of_the_side_that_changed_them(base: str, ours: str, theirs: str, wanted: str) -> None:
    texts = (BASE.replace("\n", base), OURS.replace("\n", ours), tie("eva", "ana")(BASE).replace("\n", theirs))
    first, mine, other = (text.encode() for text in texts)
    outcome = merge_files(first, mine, other, text_of(*texts))
    assert outcome.clean
    assert read_text(outcome.data).newline == wanted
    assert outcome.data.count(b"\r\n") == (outcome.data.count(b"\n") if wanted == "\r\n" else 0)


def test_git_and_we_merge_text_alike(tmp_path: Path) -> None:
    ours, theirs = OURS, both(setting("people", "ana", stance="reserved"), setting("people", "finn", power=1))(BASE)
    for name, text in (("o", BASE), ("a", ours), ("b", theirs)):
        (tmp_path / name).write_text(text)
    files = (tmp_path / "o", tmp_path / "a", tmp_path / "b")
    before, mine, other = (file.read_bytes() for file in files)
    assert text_merge(*files, 7) == by_line(before, mine, other, 7)
    assert text_merge(*files, 7)[1] is False


def test_without_git_and_with_bytes_git_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = tmp_path / "o", tmp_path / "a", tmp_path / "b"
    for file, data in zip(files, (b"1\n2\n3\0\n4", b"one\n2\n3\0\n4", b"1\n2\n3\0\nfour"), strict=True):
        file.write_bytes(data)
    assert text_merge(*files, 7) == (b"one\n2\n3\0\nfour", True)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert text_merge(*files, 7) == (b"one\n2\n3\0\nfour", True)
    files[2].write_bytes(b"uno\n2\n3\0\n4")
    assert text_merge(*files, 7) == (
        b"<<<<<<< ours\none\n||||||| base\n1\n=======\nuno\n>>>>>>> theirs\n2\n3\0\n4",
        False,
    )


def test_labels_are_those_people_search_for() -> None:
    assert markers.LABELS == ("ours", "base", "theirs")
