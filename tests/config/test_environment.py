"""Production is refused, with a sentence, where a setting is missing or wrong; DEBUG stays off."""

import json
from pathlib import Path

import pytest

from gongkai.config import environment
from gongkai.config.environment import SettingRefused
from tests.config.production_environment import SECRET, SETTINGS, SOURCE, run

PLACES = sorted(
    path.stem
    for path in (SOURCE / SETTINGS.replace(".", "/")).glob("*.py")
    if path.stem not in {"__init__", "base"}
)
SHOW = (
    "import json; from django.conf import settings; "
    "print(json.dumps({name: getattr(settings, name) for name in {names}}, default=str))"
)


def shown(*names: str, data: Path, place: str = "production", **environment: str) -> dict:
    """Return settings as a process of that place sees them."""
    code = SHOW.replace("{names}", repr(names))
    result = run("-c", code, place=place, data=data, **environment)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def test_a_complete_environment_passes_the_check_of_a_deployment(tmp_path):
    result = run("-m", "django", "check", "--deploy", "--fail-level", "WARNING", data=tmp_path)

    assert result.returncode == 0, result.stderr
    assert "no issues" in result.stdout


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"GONGKAI_SECRET_KEY": ""}, "GONGKAI_SECRET_KEY is not set"),
        ({"GONGKAI_SECRET_KEY": "short"}, "has 5 characters"),
        ({"GONGKAI_SECRET_KEY": "a" * 60}, "1 of them different"),
        ({"GONGKAI_SECRET_KEY_FILE": "/nowhere/secret"}, "which cannot be read"),
        ({"GONGKAI_HOSTS": ""}, "GONGKAI_HOSTS is not set"),
        ({"GONGKAI_HOSTS": "*"}, "write bare host names"),
        ({"GONGKAI_HOSTS": "https://a.example.gov.cn"}, "write bare host names"),
        ({"GONGKAI_HOSTS": "a.example.gov.cn:8443"}, "write bare host names"),
        ({"GONGKAI_DATABASE_URL": "mysql://root:hunter2@db/x"}, "is not understood"),
        ({"GONGKAI_DATABASE_URL": "root:hunter2@db/x"}, "is not understood"),
        ({"GONGKAI_DATABASE_URL": "postgresql://root:hunter2@db"}, "names no database"),
        ({"GONGKAI_DATABASE_URL": "postgresql://root:hunter2@db:x/y"}, "port that is not a number"),
        ({"GONGKAI_DATABASE_URL": "sqlite://"}, "nothing would be kept"),
        ({"GONGKAI_DATA": "/dev/null/data"}, "GONGKAI_DATA names /dev/null/data, which cannot be"),
        ({"GONGKAI_HTTPS": "perhaps"}, "GONGKAI_HTTPS is 'perhaps'; write yes or no"),
        ({"GONGKAI_PROXIES": "one"}, "GONGKAI_PROXIES is 'one'; write a whole number"),
        ({"GONGKAI_REQUIRE_SECOND_FACTOR": "2"}, "write yes or no"),
        ({"GONGKAI_SHARED_CACHE": "redis"}, "write yes or no"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_wrong_environment_is_refused_with_a_sentence(tmp_path, changed, sentence):
    result = run("-m", "django", "check", data=tmp_path, **changed)

    assert result.returncode == 1
    assert result.stderr.startswith("gongkai: ")
    assert sentence in result.stderr
    assert "Traceback" not in result.stderr
    assert "hunter2" not in result.stderr


@pytest.mark.parametrize("place", PLACES)
def test_debug_is_on_in_development_alone(tmp_path, place):
    settings = shown("DEBUG", place=place, data=tmp_path, DEBUG="yes", DJANGO_DEBUG="yes")

    assert settings["DEBUG"] is (place == "development")


@pytest.mark.parametrize("place", PLACES)
def test_every_place_has_a_secret_of_its_own(tmp_path, place):
    assert len(shown("SECRET_KEY", place=place, data=tmp_path)["SECRET_KEY"]) >= 50


def test_the_demonstration_keeps_its_secret_for_its_owner_alone(tmp_path):
    first = shown("SECRET_KEY", place="demonstration", data=tmp_path)
    again = shown("SECRET_KEY", place="demonstration", data=tmp_path)

    assert first == again
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


def test_the_demonstration_listens_to_this_machine_alone(tmp_path):
    hosts = shown("ALLOWED_HOSTS", place="demonstration", data=tmp_path)["ALLOWED_HOSTS"]

    assert set(hosts) == {"127.0.0.1", "localhost", "[::1]"}


def test_the_data_folder_is_made_where_it_is_missing(tmp_path):
    result = run("-m", "django", "migrate", "records", data=tmp_path / "new" / "data")

    assert result.returncode == 0, result.stderr
    assert (tmp_path / "new" / "data" / "gongkai.sqlite3").is_file()


def test_a_secret_is_read_from_a_file(tmp_path):
    kept = tmp_path / "secret"
    kept.write_text(f"{SECRET}\n", encoding="utf-8")

    settings = shown(
        "SECRET_KEY", data=tmp_path, GONGKAI_SECRET_KEY="", GONGKAI_SECRET_KEY_FILE=str(kept)
    )

    assert settings["SECRET_KEY"] == SECRET


def test_cookies_and_pages_go_over_https_alone(tmp_path):
    settings = shown(
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "SECURE_SSL_REDIRECT",
        "SECURE_HSTS_SECONDS",
        data=tmp_path,
    )

    assert settings == {
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31536000,
    }


def test_without_https_the_header_of_a_proxy_is_not_believed(tmp_path):
    settings = shown(
        "SECURE_PROXY_SSL_HEADER", "SESSION_COOKIE_SECURE", data=tmp_path, GONGKAI_HTTPS="no"
    )

    assert settings == {"SECURE_PROXY_SSL_HEADER": None, "SESSION_COOKIE_SECURE": False}


def test_several_workers_count_attempts_in_one_table(tmp_path):
    alone = shown("CACHES", data=tmp_path)["CACHES"]["default"]["BACKEND"]
    shared = shown("CACHES", data=tmp_path, GONGKAI_SHARED_CACHE="yes")["CACHES"]["default"]

    assert alone.endswith("LocMemCache")
    assert shared["BACKEND"].endswith("DatabaseCache")


def test_a_database_address_is_read_whole():
    read = environment.database("postgresql://clerk:p%40ss@db.example:5433/gongkai?sslmode=require")

    assert read["NAME"] == "gongkai"
    assert read["USER"] == "clerk"
    assert read["PASSWORD"] == "p@ss"
    assert (read["HOST"], read["PORT"]) == ("db.example", "5433")
    assert read["OPTIONS"] == {"sslmode": "require"}


def test_a_missing_driver_is_named_with_the_way_to_install_it(monkeypatch):
    monkeypatch.setattr(environment, "find_spec", lambda name: None)

    with pytest.raises(SettingRefused, match="gongkai\\[postgresql\\]"):
        environment.database("postgresql://db/gongkai")


@pytest.mark.parametrize("host", ["gongkai.example.gov.cn", ".example.gov.cn", "127.0.0.1"])
def test_a_bare_host_is_taken(monkeypatch, host):
    monkeypatch.setenv("GONGKAI_HOSTS", f" {host} ,")

    assert environment.hosts("GONGKAI_HOSTS") == [host]
