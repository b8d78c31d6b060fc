"""Run a piece of the site in a process of its own, as production does: from the environment."""

import os
import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src"
SETTINGS = "gongkai.config.settings"
SECRET = "b7Qe-2kVw9_LmX0pRzT4yHs8uFdGa1cJ6nBvK3iO5tWqE7rYxZ"


def run(*arguments: str, place: str = "production", data: Path, **environment: str):
    """Run Python with a complete environment, changed as said; an empty value takes one away."""
    given = {
        "GONGKAI_SECRET_KEY": SECRET,
        "GONGKAI_HOSTS": "gongkai.example.gov.cn",
        "GONGKAI_DATA": str(data),
        **environment,
    }
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")}
    return subprocess.run(
        [sys.executable, "-W", "error", *arguments],
        env={
            **clean,
            **{name: value for name, value in given.items() if value},
            "PYTHONPATH": str(SOURCE),
            "DJANGO_SETTINGS_MODULE": f"{SETTINGS}.{place}",
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
