"""A change is baked like the whole: the same bytes, nothing left of what went, never half."""

from datetime import timedelta

import pytest

from gongkai.office.publishing import actions
from gongkai.office.publishing.actions.marking import Mark
from gongkai.office.publishing.models import Item, PublicItem
from gongkai.portal.baking import bake, working
from gongkai.portal.baking import tree as trees
from gongkai.portal.baking.tree import Tree
from tests.office.publishing import gate
from tests.portal.baking.baked import baked, tree, words

LATER = gate.AT + timedelta(days=60)


def publish(office, some):
    gate.published(office, title="新公开的一条", at=LATER)


def revise(office, some):
    gate.revised(office, some[0].item, title="更正后的标题", at=LATER)


def recategorise(office, some):
    gate.revised(office, some[2].item, category="20.1", genre="normative", at=LATER)


def withdraw(office, some):
    actions.withdraw(
        some[0].item, public_reason="inaccurate", reason="数字有误", by=office.approver, at=LATER
    )


def repeal(office, some):
    item = Item.objects.get(pk=some[1].item_id)
    actions.mark_validity(
        item, Mark("repealed", from_on=LATER.date(), because_of=some[2].item),
        by=office.approver, at=LATER,
    )  # fmt: skip


def tie(office, some):
    actions.link(some[0].item, some[2].item, kind="relates", by=office.clerk, at=LATER)


def rename_what_repealed(office, some):
    gate.revised(
        office, some[2].item, title="废止它的文件改了标题", at=LATER + timedelta(hours=1)
    )  # fmt: skip


ACTS = [publish, revise, recategorise, tie, repeal, rename_what_repealed, withdraw]


def test_every_kind_of_change_gives_the_whole_to_the_byte(office, some, tmp_path):
    baked(tmp_path / "part")
    for act in ACTS:
        before = tree(tmp_path / "part")
        act(office, some)
        assert not baked(tmp_path / "part").is_whole
        assert tree(tmp_path / "part") != before, act.__name__
    part = tree(tmp_path / "part")
    assert baked(tmp_path / "part").written == 0
    baked(tmp_path / "whole")
    whole = tree(tmp_path / "whole")
    assert sorted(part) == sorted(whole)
    assert [name for name in whole if part[name] != whole[name]] == []


def test_a_change_writes_few_files(office, some, tmp_path):
    files = baked(tmp_path).files
    publish(office, some)
    done = baked(tmp_path)
    assert 0 < done.written < files / 2


def test_nothing_is_left_of_what_was_taken_down(office, filed, tmp_path):
    baked(tmp_path)
    code, digest = filed.code, filed.attachments[0]["digest"].encode()
    secret = ["春季风大物燥".encode(), "附件里的字".encode(), digest, "部署春季防火工作".encode()]
    held = [data for _name, data in words(tree(tmp_path))]
    assert [word for word in secret if not any(word in data for data in held)] == []
    withdraw(office, [filed])
    baked(tmp_path)
    left = [name for name, data in words(tree(tmp_path)) if any(word in data for word in secret)]
    assert left == []
    assert not [name for name in tree(tmp_path) if name.startswith("files/")]
    assert not [name for name in tree(tmp_path) if f"{code}/versions" in name]
    assert not any((tmp_path / "staging").rglob("*"))
    assert len(list((tmp_path / "generations").iterdir())) == 1
    files = tree(tmp_path)
    assert files[f"items/{code}/gone"] == b""
    assert "内容有误" in files[f"items/{code}/index.html"].decode()


def test_what_is_public_again_is_no_longer_gone(office, filed, tmp_path):
    withdraw(office, [filed])
    baked(tmp_path)
    assert f"items/{filed.code}/gone" in tree(tmp_path)
    gate.revised(office, filed.item, at=LATER + timedelta(days=1))
    baked(tmp_path)
    assert f"items/{filed.code}/gone" not in tree(tmp_path)
    assert PublicItem.objects.get(pk=filed.pk).withdrawn_at is None


class Killed(BaseException):
    """The machine stopped."""


@pytest.mark.parametrize("whole", [True, False], ids=["whole", "part"])
def test_who_is_stopped_while_baking_leaves_the_old_site(
    office, some, tmp_path, monkeypatch, whole
):
    baked(tmp_path)
    before = tree(tmp_path)
    withdraw(office, some)
    publish(office, some)
    write, count = working.tree.write, [0]

    def stopped(*args, **kwargs):
        count[0] += 1
        if count[0] == 12:
            raise Killed
        write(*args, **kwargs)

    with monkeypatch.context() as patched:
        patched.setattr(working.tree, "write", stopped)
        with pytest.raises(Killed):
            baked(tmp_path, is_whole=whole)
    assert tree(tmp_path) == before
    baked(tmp_path)
    baked(tmp_path / "other", is_whole=True)
    assert tree(tmp_path) == tree(tmp_path / "other")


@pytest.mark.parametrize("moment", [1, 9])
def test_who_is_stopped_while_moving_is_finished_by_the_next_run(
    office, some, tmp_path, monkeypatch, moment
):
    baked(tmp_path)
    withdraw(office, some)
    publish(office, some)
    move, count = trees._move, [0]

    def stopped(*args):
        count[0] += 1
        if count[0] == moment:
            raise Killed
        move(*args)

    with monkeypatch.context() as patched:
        patched.setattr(trees, "_move", stopped)
        with pytest.raises(Killed):
            baked(tmp_path)
    assert Tree(tmp_path).promised() is not None
    baked(tmp_path)
    baked(tmp_path / "other", is_whole=True)
    assert tree(tmp_path) == tree(tmp_path / "other")


def test_a_changed_body_is_baked_whole(office, some, tmp_path):
    baked(tmp_path)
    office.body.telephone = "0951-0000000"
    office.body.save()
    assert baked(tmp_path).is_whole
    assert not bake.run(
        bake.Wish(tmp_path, bake.Site("https://open.example.gov.cn/gongkai"), processes=1)
    ).is_whole
