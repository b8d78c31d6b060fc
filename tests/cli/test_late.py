"""Commands are loaded when they are asked for, and errors of the system get a sentence."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from typing import Any

import click
import pytest
from click.testing import CliRunner

from gongkai.cli import gongkai
from gongkai.cli.late import Late
from gongkai.cli.report import document
from tests.cli.shell import clean, run, saved

HEAVY = ["lxml", "docx", "xlsxwriter", "django", "gongkai.documents"]


@pytest.mark.parametrize("arguments", [["--version"], ["deadline", "2024-02-05"]])
def test_a_quick_command_loads_no_reader_of_documents(arguments: list[str]) -> None:
    code = (
        "import sys\n"
        "from gongkai.config.command import gongkai\n"
        f"gongkai({arguments!r}, standalone_mode=False)\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)\n"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    told = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert told.stderr.splitlines()[-1:] in ([], ["[]"]), told.stderr
    assert told.stdout


def test_late_commands_behave_like_the_dictionary_click_expects() -> None:
    commands = Late({"deadline": "gongkai.cli.deadline:deadline", "wrong": "json:dumps"})
    assert list(commands) == ["deadline", "wrong"]
    assert len(commands) == 2
    assert commands["deadline"].name == "deadline"
    assert commands.get("no") is None
    with pytest.raises(TypeError, match="no command"):
        commands["wrong"]
    commands["more"] = click.Command("more")
    del commands["wrong"]
    assert [command.name for command in commands.values()] == ["deadline", "more"]


@pytest.mark.parametrize("command", ["deadline", "report", "reference"])
def test_every_late_command_is_found(command: str) -> None:
    assert CliRunner().invoke(gongkai, [command, "--help"]).exit_code == 0


def raising(error: BaseException) -> Any:
    def raises(*_: object, **__: object) -> None:
        raise error

    return raises


def test_an_interruption_ends_with_130_and_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    saved("report.json", clean())
    monkeypatch.setattr(document, "recognised", raising(KeyboardInterrupt()))
    for verb in ("show", "read"):
        result = run(verb, "report.json")
        assert result.exit_code == 130
        assert "已中断" in result.stderr


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no full disk")
def test_a_full_disk_gets_a_sentence() -> None:
    saved("report.json", clean())
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with open("/dev/full", "wb") as full:
        told = subprocess.run(
            [sys.executable, "-m", "gongkai", "report", "show", "report.json"],
            env=environment, stdout=full, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert told.returncode == 2
    assert told.stderr.decode() == (
        "系统报告错误（No space left on device），没有完成。请核对磁盘空间和权限。\n"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends pipes in its own way")
def test_whoever_has_read_enough_of_the_results_gets_no_traceback() -> None:
    for number in range(30):
        saved(f"{number}.json", clean())
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen([sys.executable, "-m", "gongkai", "report", "read", "."],
                          env=environment, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith(b"{")
        process.stdout.close()
        told = process.stderr.read()
    assert b"Traceback" not in told


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "utf-8"])
def test_results_in_a_pipe_are_utf_8_whatever_the_locale(encoding: str) -> None:
    saved("report.json", replace(clean(), body="𠮷野乡人民政府"))
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    told = subprocess.run(
        [sys.executable, "-m", "gongkai", "report", "read", "report.json", "missing.json"],
        env=environment | {"PYTHONIOENCODING": encoding}, capture_output=True, check=False,
    )  # fmt: skip
    assert json.loads(told.stdout.decode("utf-8"))["body"] == "𠮷野乡人民政府"
    assert "没有这个文件" in told.stderr.decode("utf-8")
