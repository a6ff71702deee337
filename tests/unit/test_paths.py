"""Folders of this system, and what ships with the program."""

import pytest

from committee import paths
from committee.errors import FileFailure


def test_folders_are_ours_and_follow_the_environment(monkeypatch, tmp_path):
    for variable in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / variable))
    folders = {paths.config_dir(), paths.state_dir(), paths.cache_dir()}
    assert all("committee" in folder.parts for folder in folders)
    assert not any(folder.exists() for folder in folders)


def test_bundled_prefers_what_is_inside_the_package(monkeypatch, tmp_path):
    package = tmp_path / "site" / "committee"
    (package / "_bundled" / "themes").mkdir(parents=True)
    (package.parent / "themes").mkdir()
    monkeypatch.setattr(paths, "__file__", str(package / "paths.py"))
    assert paths.bundled("themes") == package / "_bundled" / "themes"


def test_bundled_in_a_checkout_is_beside_the_package(monkeypatch, tmp_path):
    (tmp_path / "committee").mkdir()
    (tmp_path / "themes").mkdir()
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "committee" / "paths.py"))
    assert paths.bundled("themes") == tmp_path / "themes"


def test_an_incomplete_installation_is_said_plainly(monkeypatch, tmp_path):
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "committee" / "paths.py"))
    with pytest.raises(FileFailure, match=r"themes.*missing.*Install"):
        paths.bundled("themes")


def test_the_demo_is_one_of_the_samples():
    assert f"{paths.DEMO}.account.toml" in {path.name for path in paths.samples()}
