"""Where the kept runs are, whatever BP_HOME and BP_DATABASE_URL say; or a sentence."""

from pathlib import Path

import pytest

from bp.command_line import FAILED, main
from bp.data.folder import home_folder
from bp.store import StoreError, database_url, open_database


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BP_HOME", raising=False)
    monkeypatch.delenv("BP_DATABASE_URL", raising=False)


@pytest.mark.parametrize(
    "name", ["what?x=1", "a#1", "a%20b", "100%", "a b", "ä@b:c", "a&b=c", "a\\b", "a+b", "[a]", "'"]
)
def test_an_odd_home_is_the_one_that_is_used(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BP_HOME", str(tmp_path / name))
    url = database_url()
    open_database().dispose()
    open_database(url).dispose()

    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name / "runs.db").exists()


def test_an_empty_home_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    default = database_url()
    monkeypatch.setenv("BP_HOME", "")

    assert home_folder() == Path.home() / ".bp"
    assert database_url() == default


@pytest.mark.parametrize(
    ("home", "said"),
    [
        ("~nobodyhere/x", "There is no home folder ~nobodyhere on this machine: set BP_HOME"),
        ("/tmp/\udcff", "characters in it that are no text"),
    ],
)
def test_a_home_that_cannot_be(
    home: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BP_HOME", home)

    assert database_url() == ""  # a page asks for it, and is told when it opens the database
    with pytest.raises(StoreError, match=said):
        open_database()
    assert main(["runs"]) == FAILED
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("sqlite://", "in memory, where nothing stays"),
        ("sqlite:///", "in memory, where nothing stays"),
        ("sqlite:///:memory:", "in memory, where nothing stays"),
        ("sqlite:///file::memory:?uri=true", "in memory, where nothing stays"),
        ("sqlite:///file:x?mode=memory&uri=true", "in memory, where nothing stays"),
        ("sqlite://host/x", "is no address of a database"),
        ("sqlite:///x?timeout=abc", "is no address of a database"),
        ("postgresql://host:port/runs", "is no address of a database"),
    ],
)
def test_an_address_that_cannot_be(
    url: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BP_DATABASE_URL", url)

    with pytest.raises(StoreError, match=said) as raised:
        open_database()
    assert "\n" not in str(raised.value)
