"""The command line with a home of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bp.command_line import main

Command = Callable[..., str]


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BP_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("BP_DATABASE_URL", raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def bp(capsys: pytest.CaptureFixture[str]) -> Command:
    """Call the command line; what it printed, where it ended well."""

    def call(*arguments: str, code: int = 0) -> str:
        assert main(arguments) == code
        said = capsys.readouterr()
        return said.err if code else said.out

    return call
