"""Run the site: prepare its data folder, load the demonstration once, serve, manage."""

import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command, execute_from_command_line
from django.db import connection
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

django.setup()


def manage(*arguments: str) -> None:
    """Run one management command as `manage.py` would."""
    execute_from_command_line(["gongkai", *arguments])


def prepare() -> None:
    """Bring the database and the static files up to date; quick where nothing changed."""
    settings.DATA_FOLDER.mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)  # does nothing where the cache is in memory
    _collect_static()


def _collect_static() -> None:
    """Collect static files again only where a file is newer than the last collection."""
    mark = Path(settings.STATIC_ROOT) / ".collected"
    folders = [Path(__file__).parents[1] / "web" / "static"]
    newest = max((f.stat().st_mtime for d in folders for f in d.rglob("*")), default=0.0)
    if mark.exists() and mark.stat().st_mtime >= newest:
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    mark.touch()


def prepare_demonstration(*, host: str, port: int) -> None:
    """Prepare the data and load the demonstration year where it is not there yet."""
    prepare()
    call_command("load_demonstration", address=f"http://{host}:{port}/")
    connection.close()


def serve(*, host: str, port: int, threads: int, prepared: bool = False) -> None:
    """Serve until stopped. Refused with a sentence where the port is taken."""
    if not prepared:
        prepare()
        connection.close()
    sys.stdout.flush()
    Granian(
        "gongkai.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=threads,
        log_level=LogLevels.warning,
        websockets=False,
    ).serve()
