"""What `pip install .` installs: every file of the package, and the command."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
NOT_INSTALLED = {"__pycache__"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=REPOSITORY, check=True, capture_output=True,
    )  # fmt: skip
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def test_every_file_of_the_package_is_in_the_wheel(wheel):
    installed = set(wheel.namelist())
    ours = {
        path.relative_to(REPOSITORY / "src").as_posix()
        for path in (REPOSITORY / "src" / "gongkai").rglob("*")
        if path.is_file() and not NOT_INSTALLED & set(path.parts)
    }
    assert ours - installed == set()
    kinds = {Path(name).suffix for name in ours}
    assert {".py", ".html", ".css", ".js", ".svg", ".toml", ".mo", ".typ"} <= kinds


def test_the_wheel_brings_the_command_and_the_licence(wheel):
    entries = next(name for name in wheel.namelist() if name.endswith("entry_points.txt"))
    assert "gongkai = gongkai.config.command:main" in wheel.read(entries).decode()
    assert any(name.endswith("licenses/LICENSE") for name in wheel.namelist())
