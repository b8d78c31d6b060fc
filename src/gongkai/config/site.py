"""Run the site: prepare its data folder, load the demonstration once, serve, manage."""

import socket
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command, execute_from_command_line
from django.db import connection
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from gongkai.config import background

django.setup()


def manage(*arguments: str) -> None:
    """Run one management command as `manage.py` would."""
    execute_from_command_line(["gongkai", *arguments])


def prepare() -> None:
    """Bring the database and the static files up to date; quick where nothing changed."""
    Path(settings.MEDIA_ROOT).parent.mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)  # does nothing where the cache is in memory
    _collect_static()


def _collect_static() -> None:
    """Collect static files again only where a file is newer than the last collection."""
    mark = Path(settings.STATIC_ROOT or "") / ".collected"
    package = Path(__file__).parents[1]
    newest = max(f.stat().st_mtime for folder in package.rglob("static") for f in folder.rglob("*"))
    if mark.exists() and mark.stat().st_mtime >= newest:
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    mark.touch()


def bake(*arguments: str) -> None:
    """Bake the public site; the static files are made ready first."""
    _collect_static()
    manage("bake", *arguments)


def prepare_demonstration(*, host: str, port: int) -> None:
    """Prepare the data and load the demonstration year where it is not there yet."""
    _refuse_taken_port(host, port)
    prepare()
    call_command("load_demonstration", address=f"http://{host}:{port}/")
    connection.close()


def _refuse_taken_port(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise SystemExit(
                f"gongkai: {host}:{port} cannot be used ({error.strerror}). Another program may "
                f"listen there; stop it or choose another port, such as --port {port + 1}. "
                "（端口被占用，请停掉占用它的程序或换一个端口。）"
            ) from None


def work() -> None:
    """Do the background work until stopped, without answering."""
    prepare()
    connection.close()
    background.work()


def serve(*, host: str, port: int, threads: int, prepared: bool = False) -> None:
    """Serve until stopped. Refused with a sentence where the port is taken."""
    _refuse_taken_port(host, port)
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
