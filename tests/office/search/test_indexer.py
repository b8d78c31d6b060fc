"""The index follows the outbox: in order, after any stop, by one process, and anew where lost."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils.module_loading import import_string
from django_scopes import scope, scopes_disabled
from tantivy import Index

from gongkai.office.search import indexer, outbox, queries, schema, shelf
from gongkai.office.search.entries import Attachment, Entry
from gongkai.office.search.models import IndexChange
from gongkai.office.search.queries import Question
from tests.office.search.factories import AT, body, entry, put

pytestmark = pytest.mark.django_db


def found(words: str) -> list[str]:
    return [hit.key for hit in queries.find(Question(words=words)).hits]


def test_what_is_put_is_found_after_the_next_round(index_folder: Path) -> None:
    outbox.put(entry(body(), "森林防火通告", key="a"), at=AT)
    assert found("防火") == []
    assert indexer.follow(at=AT) == 1
    assert found("防火") == ["a"]
    assert indexer.follow(at=AT) == 0


def test_the_round_is_one_of_the_servers(index_folder: Path, settings: Any) -> None:
    outbox.put(entry(body(), "森林防火通告", key="a"), at=AT)
    for name in settings.BACKGROUND_ROUNDS:
        if ".search." in name:
            import_string(name)(at=AT)
    assert found("防火") == ["a"]


def test_what_is_put_again_is_replaced(index_folder: Path) -> None:
    of = body()
    put(entry(of, "森林防火通告", key="a"))
    put(entry(of, "高龄津贴公示", key="a"))
    assert found("防火") == []
    assert found("津贴") == ["a"]
    with scope(body=of.pk):
        assert IndexChange.objects.count() == 1


def test_what_is_removed_is_found_no_more(index_folder: Path) -> None:
    of = body()
    put(entry(of, "森林防火通告", key="a"), entry(of, "森林防火公告", key="b"))
    outbox.remove("a", body_id=of.pk, at=AT)
    assert indexer.follow(at=AT) == 1
    assert found("防火") == ["b"]


def test_of_one_key_twice_the_last_counts(index_folder: Path) -> None:
    of = body()
    put(entry(of, "森林防火通告", key="a"), entry(of, "高龄津贴公示", key="a"))
    assert found("津贴") == ["a"]
    assert found("防火") == []


def test_a_transaction_that_breaks_leaves_nothing(index_folder: Path) -> None:
    of = body()
    with transaction.atomic():
        outbox.put(entry(of, "森林防火通告"), at=AT)
        transaction.set_rollback(True)
    indexer.follow(at=AT)
    assert found("防火") == []


def test_a_stop_before_the_commit_loses_and_doubles_nothing(
    index_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of = body()
    put(entry(of, "森林防火通告", key="a"))
    outbox.put(entry(of, "森林防火公告", key="b"), at=AT)
    with monkeypatch.context() as broken:
        broken.setattr(schema, "position", lambda _sequence: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            indexer.follow(at=AT)
    indexer.release()
    shelf.close()
    assert found("防火") == ["a"]
    assert indexer.follow(at=AT) >= 1
    assert sorted(found("防火")) == ["a", "b"]


def test_an_index_knows_how_far_it_followed(index_folder: Path) -> None:
    of = body()
    put(*(entry(of, f"通告{number}") for number in range(450)))
    indexer.release()
    assert indexer.follow(at=AT) == (0 if not indexer._may_be_late() else 450)
    assert queries.find(Question()).total == 450


def test_a_second_process_leaves_the_folder_alone(index_folder: Path) -> None:
    of = body()
    put(entry(of, "森林防火通告", key="a"))
    indexer.release()
    other = Index.open(str(index_folder / shelf.current(index_folder))).writer(15_000_000, 1)
    outbox.put(entry(of, "森林防火公告", key="b"), at=AT)
    assert indexer.follow(at=AT) == 0
    assert found("防火") == ["a"]
    other.wait_merging_threads()
    assert indexer.follow(at=AT) >= 1
    assert sorted(found("防火")) == ["a", "b"]


def test_a_lost_index_is_built_anew(index_folder: Path) -> None:
    put(entry(body(), "森林防火通告", key="a"))
    indexer.release()
    shelf.close()
    (index_folder / shelf.CURRENT).unlink()
    assert not queries.find(Question(words="防火")).is_ready
    assert indexer.follow(at=AT) == 1
    assert found("防火") == ["a"]


def test_a_damaged_index_is_built_anew(index_folder: Path) -> None:
    put(entry(body(), "森林防火通告", key="a"))
    indexer.release()
    shelf.close()
    (index_folder / shelf.current(index_folder) / "meta.json").write_text("{", encoding="utf-8")
    assert not queries.find(Question(words="防火")).is_ready
    indexer.follow(at=AT)
    assert indexer.follow(at=AT) == 1
    assert found("防火") == ["a"]


def test_an_index_of_another_edition_is_built_anew(
    index_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(entry(body(), "森林防火通告", key="a"))
    before = shelf.current(index_folder)
    monkeypatch.setattr(schema, "EDITION", schema.EDITION + 1)
    assert indexer.follow(at=AT) == 1
    assert found("防火") == ["a"]
    assert not (index_folder / before).exists()


def test_an_index_ahead_of_its_table_is_built_anew(index_folder: Path) -> None:
    of = body()
    put(entry(of, "森林防火通告", key="a"), entry(of, "森林防火公告", key="b"))
    with scopes_disabled():
        IndexChange.objects.filter(key="b").delete()
    assert indexer.follow(at=AT) == 1
    assert found("防火") == ["a"]


def test_a_number_that_comes_late_is_taken_up(
    index_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexer, "_may_be_late", lambda: True)
    of = body()
    put(entry(of, "高龄津贴公示"))
    outbox.put_many([entry(of, "森林防火通告", key="a"), entry(of, "森林防火公告", key="b")], at=AT)
    with scope(body=of.pk):
        late = IndexChange.objects.get(key="a")
        IndexChange.objects.filter(pk=late.pk).delete()
        indexer.follow(at=AT)
        assert found("防火") == ["b"]
        late.save(force_insert=True)
    assert indexer.follow(at=AT) == 1
    assert sorted(found("防火")) == ["a", "b"]


def test_one_entry_that_cannot_be_indexed_stops_no_other(
    index_folder: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = schema.document

    def strict(change: Any, one: Entry) -> Any:
        return 1 / 0 if one.key == "a" else document(change, one)

    monkeypatch.setattr(schema, "document", strict)
    of = body()
    put(entry(of, "森林防火通告", key="a"), entry(of, "森林防火公告", key="b"))
    assert found("防火") == ["b"]
    assert "The entry a cannot be indexed" in caplog.text


def test_rebuilding_turns_to_the_new_index_at_once(index_folder: Path) -> None:
    of = body()
    put(entry(of, "森林防火通告", key="a"), entry(of, "森林防火公告", key="b"))
    outbox.remove("b", body_id=of.pk, at=AT)
    before = shelf.current(index_folder)
    said, remarks = StringIO(), StringIO()
    call_command("rebuild_search", stdout=said, stderr=remarks)
    assert "共 1 条" in said.getvalue()
    assert "已读取 2 / 2" in remarks.getvalue()
    assert shelf.current(index_folder) != before
    assert not (index_folder / before).exists()
    assert found("防火") == ["a"]
    put(entry(of, "森林防火须知", key="c"))
    assert sorted(found("防火")) == ["a", "c"]


def test_a_dry_run_rebuilds_nothing(index_folder: Path) -> None:
    put(entry(body(), "森林防火通告"))
    before = shelf.current(index_folder)
    said = StringIO()
    call_command("rebuild_search", "--dry-run", stdout=said)
    assert "1 条" in said.getvalue()
    assert shelf.current(index_folder) == before


def test_what_a_stopped_building_left_is_taken_away(index_folder: Path) -> None:
    put(entry(body(), "森林防火通告", key="a"))
    shelf.create(index_folder, "1-abandoned")
    (index_folder / "1-abandoned" / "building").touch()
    assert indexer.rebuild() == 1
    assert not (index_folder / "1-abandoned").exists()
    assert found("防火") == ["a"]


def test_without_a_folder_nothing_is_indexed_and_the_answer_says_so(settings: Any) -> None:
    settings.SEARCH_FOLDER = None
    outbox.put(entry(body(), "森林防火通告"), at=AT)
    assert indexer.follow(at=AT) == 0
    assert not queries.find(Question(words="防火")).is_ready
    with pytest.raises(CommandError):
        call_command("rebuild_search")


def test_an_entry_survives_the_outbox_whole() -> None:
    one = entry(
        body(), "森林防火通告", attachments=(Attachment("名单.xlsx", "张三", "xlsx"),),
        subject=("农业、林业、水利", "林业"), keywords=("防火",), channels=("portal",),
        is_in_force=False,
    )  # fmt: skip
    assert Entry.from_json(one.to_json()) == one
    assert Entry.from_json({**one.to_json(), "of_a_later_program": 1}) == one
