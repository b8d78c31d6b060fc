"""What every place shares. No secret, no DEBUG, no path of a machine stands here."""

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF

import gongkai

PACKAGE = Path(gongkai.__file__).parent

DEBUG = False
DEMONSTRATION = False

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    # Before the libraries, so that our templates of the account pages are found first.
    "gongkai.web",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "django_prose_editor",
    "gongkai.office.records",
    "gongkai.office.bodies",
    "gongkai.office.registers",
    "gongkai.office.search",
    "gongkai.office.channels",
    "gongkai.office.publishing",
    "gongkai.office.audience",
    "gongkai.office.requests",
    "gongkai.office.remedies",
    "gongkai.office.hotline",
    "gongkai.office.outreach",
    "gongkai.office.collected_reports",
    "gongkai.office.annual_reports",
    "gongkai.office.desk",
    "gongkai.portal",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "gongkai.config.account_gate.AccountGate",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "gongkai.config.urls"
WSGI_APPLICATION = "gongkai.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gongkai.config.context.office",
            ],
        },
    },
]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "bodies.Staff"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "gongkai.config.password_rules.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "gongkai.config.password_rules.NotCommon"},
    {"NAME": "gongkai.config.password_rules.NotFiguresOnly"},
    {"NAME": "gongkai.config.password_rules.NotLikeTheName"},
]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:start"
ACCOUNT_LOGOUT_REDIRECT_URL = "portal:home"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "gongkai.config.accounts.StaffAccountAdapter"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
# On the public page that checks reports: so many reports from one address in so many minutes.
CHECKS_PER_ADDRESS = (20, 10)
# So many requests a minute from one address: to the API and the feeds, for exports, with drafts.
OPEN_DATA_PER_MINUTE = {"open_data": 300, "export": 30, "push_a_draft": 120}
ACCOUNT_RATE_LIMITS = {
    "guesses_at_one_name": "30/10m/key",
    "check_a_report": "{}/{}m/ip".format(*CHECKS_PER_ADDRESS),
    "download_a_check": "60/10m/ip",
    "say_something": "10/10m/ip",
    "subscribe": "10/h/ip",
    "open_data": "300/1m/ip",
    "export": "30/10m/ip",
    "push_a_draft": "120/1m/ip",
}
ACCOUNT_FORMS = {
    "login": "gongkai.config.account_forms.SignInForm",
    "change_password": "gongkai.config.account_forms.ChangePasswordForm",
    "reauthenticate": "gongkai.config.account_forms.ReauthenticateForm",
}
MFA_ADAPTER = "gongkai.config.accounts.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "gongkai.config.account_forms.AuthenticateForm",
    "reauthenticate": "gongkai.config.account_forms.ConfirmForm",
    "activate_totp": "gongkai.config.account_forms.ActivateForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "gongkai 公开"
# Clocks of telephones and of servers without a time server differ by some seconds.
MFA_TOTP_TOLERANCE = 1
REQUIRE_SECOND_FACTOR = False

# Five wrong passwords for one name from one place lock that pair for half an hour.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=30)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "gongkai.config.accounts.locked_out"
AXES_USERNAME_CALLABLE = "gongkai.config.accounts.account_name"
AXES_CLIENT_IP_CALLABLE = "gongkai.config.accounts.client_address"
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False

# How many proxies of ours stand before the site; each adds an address to X-Forwarded-For.
TRUSTED_PROXY_COUNT = 0

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
FORMAT_MODULE_PATH = ["gongkai.web.formats"]

STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Django's limit on forms; a file's own limits stand in documents/intake/limits.py.
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
# A folder of reports at once; the room that takes them in has the same limit.
DATA_UPLOAD_MAX_NUMBER_FILES = 500

# Counts of attempts, and nothing else; the oldest go when there are more.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # Scanners ask for every host there is; the answer 400 says enough.
    # A page refused or not found is an answer, not a fault of ours: no traceback for it.
    "loggers": {
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "django.request": {"level": "ERROR"},
    },
}
SILENCED_SYSTEM_CHECKS: list[str] = []

# Rooms whose ledgers have a register (台账), in the order of the side navigation.
REGISTER_BOOKS = [
    "gongkai.office.channels.books",
    "gongkai.office.publishing.books",
    "gongkai.office.requests.books",
    "gongkai.office.remedies.books",
    "gongkai.office.hotline.books",
    "gongkai.office.outreach.books",
]
STYLE_GUIDE = False

# Gateways on our own network that channels may call, as host or host:port; all others must be
# public and speak https. Their secrets are files: one folder for each body, by its code.
TRUSTED_GATEWAYS: frozenset[str] = frozenset()
CREDENTIALS_FOLDER: Path | None = None

# Official fonts (仿宋, 小标宋 …) that the office owns; without them PDF files use free ones.
FONT_FOLDER: Path | None = None

# What the server does beside answering, again and again: each is called with `at` and returns how
# many things it did. One thread of the server calls them in turn; `gongkai work` does so alone.
BACKGROUND_ROUNDS = [
    "gongkai.office.publishing.actions.open_due",
    "gongkai.office.channels.sending.send_due",
    "gongkai.office.search.indexer.follow",
    "gongkai.office.audience.counting.write",
    "gongkai.office.audience.letters.send_due",
]
WORK_IN_BACKGROUND = True

# Where the public reaches the site, such as https://www.example.gov.cn; empty: links are relative.
PUBLIC_ADDRESS = ""

# Mail goes to the log until a server is named, so that a trial sends nothing to anybody.
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = "gongkai@localhost"

# Uploaded reports are read one after the other by a thread of the server, not in the request.
READ_IN_BACKGROUND = True

# Folder of this node's search index, which is built anew from the database where it is lost.
SEARCH_FOLDER: Path | None = None
