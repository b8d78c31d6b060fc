"""The WSGI application that servers load."""

import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings.production")
application = get_wsgi_application()

# Uploaded files that waited when the server was stopped are taken up again.
import_module("gongkai.office.collected_reports.worker").wake()
import_module("gongkai.config.background").start()
