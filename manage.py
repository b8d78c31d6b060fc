"""Django's door to management commands, for work in a checkout: the demonstration's settings.

An installed gongkai has the same behind `gongkai manage`.
"""

import os
import sys
from pathlib import Path

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent / "src"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings.demonstration")
    execute_from_command_line(sys.argv)
