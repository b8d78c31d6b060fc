"""Parts of the frame that are drawn once: the same bytes as pages that draw all of it."""

from gongkai.portal.baking import parts
from gongkai.web.templatetags import kept
from tests.portal.baking.baked import baked, tree


def test_pages_with_kept_parts_are_the_pages_drawn_whole(office, some, tmp_path, monkeypatch):
    baked(tmp_path / "kept", application="https://app.example.gov.cn")
    with monkeypatch.context() as patched:
        patched.setattr(kept.KeptNode, "render", kept.KeptNode._drawn)
        baked(tmp_path / "drawn", application="https://app.example.gov.cn")
    whole, drawn = tree(tmp_path / "kept"), tree(tmp_path / "drawn")
    assert sorted(whole) == sorted(drawn)
    assert [name for name in whole if whole[name] != drawn[name]] == []
    assert b"<!--kept:" not in b"".join(whole.values())


def test_a_part_is_drawn_once_for_a_body_a_section_and_a_language(
    office, some, tmp_path, monkeypatch
):
    keys = []
    number = parts.Parts.number

    def counted(self, page, key, draw):
        def drawn():
            keys.append((*key, page.prefix, page.at.count("/")))
            return draw()

        return number(self, page, key, drawn)

    monkeypatch.setattr(parts.Parts, "number", counted)
    baked(tmp_path)
    assert len(keys) == len(set(keys)) > 0
