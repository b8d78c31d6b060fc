"""The baked site read from plain files: no link leads nowhere, and nothing of the office shows."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from lxml import html

from gongkai.portal.baking import bake, placing
from gongkai.portal.baking.rewriting import Site
from tests.office.publishing import gate
from tests.portal.baking.baked import ADDRESS, baked, crawled, served, tree, words


def test_every_link_leads_somewhere_in_both_languages(office, some, tmp_path):
    gate.revised(office, some[1].item, title="更正后的标题", at=gate.AT + timedelta(days=50))
    baked(tmp_path)
    with served(tmp_path / "current") as address:
        pages, lost = crawled(address)
    assert lost == []
    paths = {each.removeprefix(address) for each in pages}
    for copy in some:
        assert {f"items/{copy.code}/", f"en/items/{copy.code}/"} <= paths
    assert f"items/{some[1].code}/versions/" in paths
    assert f"en/items/{some[1].code}/versions/1/2/" in paths
    assert len([each for each in paths if each.startswith("files/")]) == 1
    assert any(each.startswith("open/items-2026-03") for each in paths)


def test_it_works_below_any_path(some, tmp_path):
    baked(tmp_path / "out")
    (tmp_path / "web").mkdir()
    (tmp_path / "web" / "gongkai").symlink_to(tmp_path / "out" / "current")
    with served(tmp_path / "web") as address:
        pages, lost = crawled(f"{address}gongkai/")
    assert lost == []
    assert all("/gongkai/" in each for each in pages)


def test_nothing_of_the_office_and_of_this_machine_is_in_it(some, tmp_path):
    baked(tmp_path)
    found = []
    for name, data in words(tree(tmp_path)):
        if name.startswith("static/"):
            continue
        if b"csrf" in data or b"/office/" in data.replace(b"Disallow: /office/", b""):
            found.append(name)
        if b"/accounts/" in data.replace(b"Disallow: /accounts/", b""):
            found.append(name)
        if str(tmp_path).encode() in data or str(Path(bake.__file__).parents[3]).encode() in data:
            found.append(name)
    assert found == []


def test_what_only_the_live_system_does_is_linked_there_or_left_out(some, tmp_path):
    code = some[0].code
    baked(tmp_path / "alone")
    page = tree(tmp_path / "alone")[f"items/{code}/index.html"].decode()
    assert "<form" not in page
    assert "静态网页上没有" in page
    assert not re.search(r"<a[^>]*>检查</a>", page)
    baked(tmp_path / "beside", application="https://app.example.gov.cn")
    page = tree(tmp_path / "beside")[f"items/{code}/index.html"].decode()
    assert 'href="https://app.example.gov.cn/check/"' in page
    assert 'action="https://app.example.gov.cn/search/"' in page


def test_the_page_for_what_is_not_found_holds_wherever_it_is_read(some, tmp_path):
    baked(tmp_path)
    for name in ("404.html", "en/404.html"):
        page = html.document_fromstring(tree(tmp_path)[name])
        links = page.xpath("//link/@href|//script/@src")
        assert links
        assert all(each.startswith("/gongkai/") for each in links)


def test_a_text_has_its_compressed_copy_and_says_the_same(some, tmp_path):
    baked(tmp_path)
    files = tree(tmp_path)
    copies = {name: data for name, data in words(files) if name.endswith(".gz")}
    assert f"items/{some[0].code}/index.html.gz" in copies
    for name, data in copies.items():
        assert files[name.removesuffix(".gz")] == data


def test_links_in_words_are_words(office, tmp_path):
    copy = gate.published(office, html='<p>写作 href="/office/x/" 的字</p>')
    baked(tmp_path)
    page = tree(tmp_path)[f"items/{copy.code}/index.html"].decode()
    assert 'href="/office/x/" 的字' in page or "href=&quot;/office/x/&quot; 的字" in page


@pytest.mark.parametrize("path", ["/files/a/../../etc", "/./x", "/a/\x00/"])
def test_no_address_leads_out_of_the_tree(path):
    with pytest.raises(placing.NoPlace):
        placing.place(path)


def test_a_site_without_an_address_is_refused_with_a_sentence(db, tmp_path):
    with pytest.raises(bake.BakeRefused, match="--address"):
        bake.run(bake.Wish(tmp_path, Site("")))


def test_two_at_once_are_refused(some, tmp_path):
    with bake._alone(tmp_path), pytest.raises(bake.BakeRefused, match="。"):
        baked(tmp_path)


def test_feeds_and_maps_name_the_public_address(some, tmp_path):
    baked(tmp_path)
    files = tree(tmp_path)
    for name in ("feeds/items.atom", "sitemap.xml", "sitemap-0.xml", "robots.txt"):
        assert ADDRESS.encode() in files[name], name
