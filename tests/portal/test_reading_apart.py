"""A stranger's file is read in a process that may hold, break, write and learn nothing."""

import os
import subprocess
import sys
import time

import pytest

from gongkai.portal.checking import reading
from gongkai.portal.checking.process import OUT_OF_MEMORY
from tests.portal import handed_in

CHECK = "/check/"
BOUND = "from gongkai.portal.checking import process; process._bound(); "


def python(code):
    return (sys.executable, "-B", "-c", code)


def run(code):
    return subprocess.run(
        python(code), env=reading._environment(), capture_output=True, text=True, check=False
    )


def test_a_reading_that_hangs_is_ended_and_says_so(visitor, monkeypatch):
    monkeypatch.setattr(reading, "_COMMAND", python("import time; time.sleep(60)"))
    monkeypatch.setattr(reading, "SECONDS", 0.5)
    began = time.monotonic()
    response = visitor.post(CHECK, {"text": handed_in.GLUED})
    assert time.monotonic() - began < 20
    assert response.status_code == 422
    assert "超过了时间或者内存的限度" in response.content.decode()


def test_what_the_reading_started_ends_with_it(monkeypatch, tmp_path):
    told = tmp_path / "pid"
    started = (
        "import subprocess, sys, time; "
        "p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); "
        f"open({str(told)!r}, 'w').write(str(p.pid)); time.sleep(60)"
    )
    monkeypatch.setattr(reading, "_COMMAND", python(started))
    monkeypatch.setattr(reading, "SECONDS", 5)
    with pytest.raises(reading.TooSlow):
        reading.read(handed_in.given(handed_in.sound()))
    assert not _is_running(int(told.read_text()))


def _is_running(pid):
    """Tell whether a process still runs; one that ended and was not yet collected does not."""
    for _try in range(50):
        try:
            with open(f"/proc/{pid}/stat", encoding="utf-8") as stat:
                if stat.read().rpartition(")")[2].split()[0] == "Z":
                    return False
        except FileNotFoundError:
            return False
        time.sleep(0.1)
    return True


def test_a_reading_that_wants_too_much_memory_is_ended(monkeypatch):
    greedy = (
        "import sys; from gongkai.portal.checking import process; "
        "process._answered = lambda given: bytearray(4 << 30); sys.exit(process.main())"
    )
    assert run(greedy).returncode == OUT_OF_MEMORY
    monkeypatch.setattr(reading, "_COMMAND", python(greedy))
    with pytest.raises(reading.TooSlow):
        reading.read(handed_in.given(handed_in.sound()))


def test_the_reading_has_a_ceiling_on_time_of_the_processor():
    told = run(BOUND + "import resource; print(resource.getrlimit(resource.RLIMIT_CPU)[0])")
    assert 0 < int(told.stdout) <= reading.SECONDS


def test_the_reading_can_write_no_file(tmp_path):
    place = tmp_path / "kept"
    told = run(BOUND + f"open({str(place)!r}, 'wb', buffering=0).write(b'report')")
    assert told.returncode != 0
    assert "OSError" in told.stderr
    assert not place.exists() or place.read_bytes() == b""


def test_the_reading_knows_no_secret_and_no_way_to_other_programs(monkeypatch):
    monkeypatch.setenv("GONGKAI_SECRET_KEY", "not for the reading")
    monkeypatch.setenv("GONGKAI_DATABASE_URL", "postgres://not-for-the-reading")
    told = run("import os, shutil; print(sorted(os.environ)); print(shutil.which('sh'))")
    assert "GONGKAI" not in told.stdout
    assert told.stdout.endswith("None\n"), told


def test_the_reading_does_not_load_the_site():
    told = run("import sys, gongkai.portal.checking.process; print('django' in sys.modules)")
    assert told.stdout.strip() == "False", told.stderr


def test_a_reading_that_breaks_is_our_fault_and_quotes_nothing(visitor, monkeypatch, caplog):
    broken = "import sys; raise SystemExit(sys.stdin.buffer.read() and 7)"
    monkeypatch.setattr(reading, "_COMMAND", python(broken))
    visitor.raise_request_exception = False
    response = visitor.post(CHECK, {"text": handed_in.GLUED})
    assert response.status_code == 500
    assert "898989" not in caplog.text + response.content.decode()


def test_more_readers_than_places_are_asked_to_wait(visitor, monkeypatch):
    monkeypatch.setattr(reading, "SECONDS_TO_WAIT_FOR_A_PLACE", 0.01)
    for _ in range(reading.AT_ONCE):
        assert reading._PLACES.acquire(timeout=1)
    try:
        response = visitor.post(CHECK, {"text": handed_in.GLUED})
    finally:
        for _ in range(reading.AT_ONCE):
            reading._PLACES.release()
    assert response.status_code == 503
    assert response["Retry-After"]
    assert "检查的人较多" in response.content.decode()


def test_a_refused_file_gives_its_place_back():
    for _ in range(reading.AT_ONCE + 1):
        with pytest.raises(reading.Refused):
            reading.read([reading.Given(reading.REPORT, "x", b"")])


@pytest.fixture
def written():
    """The files that this process opens to write while a test runs.

    An audit hook cannot be taken out again, so it is silenced when the test ends.
    """
    opened, listening = [], [True]

    def hook(event, arguments):
        if not listening:
            return
        if event == "open":
            path, mode, flags = arguments
            writes = os.O_WRONLY | os.O_RDWR | os.O_CREAT
            is_device = str(path).startswith("/dev/") or isinstance(path, int)
            if flags & writes and not is_device:
                opened.append((path, mode))
        elif event.startswith(("tempfile.", "os.mkdir", "os.rename", "shutil.")):
            opened.append((event, arguments))

    sys.addaudithook(hook)
    yield opened
    listening.clear()


def test_nothing_is_written_while_a_report_is_read_and_downloaded(visitor, written):
    # Above the size from which on Django puts an upload on the disk.
    large = handed_in.file(handed_in.sound())
    large.seek(0, os.SEEK_END)
    large.write(b"<!--" + b"x" * (3 << 20) + b"-->")
    large.seek(0)
    response = visitor.post(CHECK, {"report": large})
    assert response.status_code == 200
    for kind in ("xlsx", "html", "json", "docx"):
        file = visitor.post("/check/file/", {"sealed": response.context["sealed"], "kind": kind})
        assert file.status_code == 200
    assert written == []


def test_nothing_of_a_report_is_logged(visitor, caplog):
    caplog.set_level(0)
    visitor.post(CHECK, {"report": handed_in.file(handed_in.wrong(), name="秘密文件名.html")})
    visitor.post(CHECK, {"report": handed_in.file(handed_in.wrong(), name="秘密文件名.png")})
    visitor.post(CHECK, {"text": handed_in.GLUED})
    assert not any(each in caplog.text for each in ("秘密文件名", handed_in.BODY, "898989"))
