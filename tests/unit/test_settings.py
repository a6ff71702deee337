"""The settings file: defaults, every problem at once, suggestions, and writing one setting back."""

import errno
import os
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from committee import settings as room
from committee.errors import SettingsFault
from committee.settings import Settings, identify, load, parse, remember, with_value


def test_a_missing_file_means_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path / "none.toml") == Settings()


def test_every_setting_has_a_reader_and_a_line_in_the_documentation() -> None:
    documented = tomllib.loads(_documented_example())
    names = {field.name for field in fields(Settings)}
    assert set(room._READERS) == names
    assert set(documented) == names


def test_the_documented_example_is_accepted(tmp_path: Path) -> None:
    found = parse(_documented_example(), base=tmp_path)
    assert found.theme == "light"
    assert found.keys["find"] == "slash,ctrl+f"
    assert all(folder.is_absolute() for folder in found.accounts)


def test_all_problems_at_once_each_with_its_remedy() -> None:
    text = 'them = "dark"\nascii = "yes"\naccounts = "here"\nme = 3\n[keys]\nfind = 5\nfnd = "x"\n'
    with pytest.raises(SettingsFault) as caught:
        parse(text, actions=("find", "undo"))
    message = str(caught.value)
    assert '"them" is not known; did you mean "theme"?' in message
    assert '"ascii" must be true or false' in message
    assert '"accounts" must be a list of folders' in message
    assert '"me" must be text' in message
    assert 'the keys of "find" must be text' in message
    assert 'no action "fnd" to bind keys to; did you mean "find"?' in message
    assert "6 problems" in message


@pytest.mark.parametrize(("written", "month"), [('"02"', 2), ('"2"', 2), ("2", 2), ('"12"', 12)])
def test_the_month_a_fiscal_year_starts_with(written: str, month: int) -> None:
    assert parse(f"[pipeline]\nfiscal_year_starts = {written}\n").pipeline.fiscal_year_starts == month


@pytest.mark.parametrize("written", ['"00"', '"13"', "true", '"feb"', "1.5", "[2]"])
def test_what_is_no_month_is_refused(written: str) -> None:
    with pytest.raises(SettingsFault, match='must be the number of a month, "01" to "12"'):
        parse(f"[pipeline]\nfiscal_year_starts = {written}\n")


def test_a_word_of_the_pipeline_nobody_knows_is_refused_with_a_suggestion() -> None:
    with pytest.raises(SettingsFault, match='did you mean "fiscal_year_starts"'):
        parse('[pipeline]\nfiscal_year_start = "02"\n')
    with pytest.raises(SettingsFault, match="must be a table"):
        parse('pipeline = "02"\n')


def test_a_syntax_error_says_where() -> None:
    with pytest.raises(SettingsFault, match="line 2"):
        parse('theme = "dark"\n= 3\n')


def test_what_the_file_says_never_steers_the_terminal() -> None:
    with pytest.raises(SettingsFault) as caught:
        parse('"th\\u001b[31mem" = 1\n')
    assert "\x1b" not in str(caught.value)


def test_values_are_cleaned_like_everything_that_is_shown() -> None:
    found = parse('me = "D\\u001bana\\u202e"\n[keys]\nfind = "a\\u0007"\n')
    assert found.me == "D\ufffdana\ufffd"
    assert found.keys == {"find": "a\ufffd"}


def test_git_is_asked_and_may_be_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    config = tmp_path / "gitconfig"
    config.write_text("[user]\n\tname = José Luis\n", encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    monkeypatch.chdir(tmp_path)
    assert room.git_user_name() == "José Luis"
    monkeypatch.setenv("PATH", str(tmp_path))
    assert room.git_user_name() == ""


def test_a_folder_in_place_of_the_file_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(SettingsFault, match="cannot be read"):
        load(tmp_path)


def test_relative_account_folders_count_from_the_settings_file(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('accounts = ["deals"]\n')
    assert load(path).accounts == (tmp_path / "deals",)


TEAM = {"dana-okafor": "Dana Okafor", "jose-luis": "José Luis Pérez", "dan-oka": "Dan Oka"}


@pytest.mark.parametrize(
    ("me", "git", "expected"),
    [
        ("dana-okafor", "", "dana-okafor"),
        ("dana okafor", "José Luis Pérez", "dana-okafor"),
        ("", "Jose Luis Perez", "jose-luis"),
        ("", "Dana Maria Okafor", "dana-okafor"),
        ("", "Dana", ""),
        ("", "", ""),
        ("Nobody Known", "Dan Oka", "dan-oka"),
    ],
)
def test_who_i_am(me: str, git: str, expected: str) -> None:
    assert identify(Settings(me=me), TEAM, git) == expected


def test_two_teammates_of_the_same_name_are_not_guessed_between() -> None:
    assert identify(Settings(me="Dana Okafor"), {"a": "Dana Okafor", "b": "Dana Okafor"}) == ""


def test_remembering_changes_one_line(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "settings.toml"
    remember("me", "Dana", path)
    assert path.read_text() == 'me = "Dana"\n'
    path.write_text('# mine\ntheme = "light"  # for the projector\n\n[keys]\nfind = "x"\n')
    remember("theme", "dark", path)
    assert path.read_text() == '# mine\ntheme = "dark"  # for the projector\n\n[keys]\nfind = "x"\n'
    remember("me", "Dana", path)
    assert load(path) == Settings(theme="dark", me="Dana", keys={"find": "x"})


def test_a_faulty_file_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("them = 1\n")
    with pytest.raises(SettingsFault):
        remember("me", "Dana", path)
    assert path.read_text() == "them = 1\n"


@given(st.text())
def test_any_value_comes_back(value: str) -> None:
    assert tomllib.loads(with_value('theme = "x"\n[keys]\n', "me", value))["me"] == value


def _documented_example() -> str:
    document = Path(__file__).parents[2] / "docs" / "settings.md"
    return document.read_text(encoding="utf-8").partition("```toml\n")[2].partition("```")[0]


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
def test_on_a_full_disk_the_settings_stay_whole_and_can_still_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    path = tmp_path / "settings.toml"
    text = 'theme = "light"\n' + "# a line of mine\n" * 1000
    path.write_text(text)

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, call, full)
        with pytest.raises(SettingsFault, match=r"The settings were not changed.*the disk is full"):
            remember("me", "Dana", path)
    assert path.read_text() == text
    assert [entry.name for entry in tmp_path.iterdir()] == ["settings.toml"]
    assert load(path).theme == "light"


def test_settings_that_are_a_link_stay_one_and_keep_their_mode(tmp_path: Path) -> None:
    kept = tmp_path / "dotfiles.toml"
    kept.write_text('theme = "light"\n')
    kept.chmod(0o644)
    path = tmp_path / "settings.toml"
    path.symlink_to(kept)
    remember("me", "Dana", path)
    assert path.is_symlink()
    assert load(kept).me == "Dana"
    assert kept.stat().st_mode & 0o777 == 0o644
