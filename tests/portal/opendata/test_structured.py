"""The page of an item carries what machines read of it, which no text can turn into script."""

import json

from lxml import html

from tests.office.publishing import gate
from tests.web_client import PageClient


def block_of(copy) -> tuple[str, dict]:
    page = PageClient().get(f"/items/{copy.code}/").content.decode()
    found = html.document_fromstring(page).xpath("//script[@type='application/ld+json']/text()")
    assert len(found) == 1
    return page, json.loads(found[0])


def test_an_item_says_what_it_is_to_machines(office):
    copy = gate.published(office)
    _page, said = block_of(copy)
    assert (said["@type"], said["name"]) == ("DigitalDocument", copy.title)
    assert said["publisher"]["name"] == copy.publisher
    assert said["url"].endswith(f"/items/{copy.code}/")


def test_a_title_cannot_end_the_block(office):
    evil = '</script><script>alert("x")</script><!--'
    page, said = block_of(gate.published(office, title=evil))
    assert said["name"] == evil
    assert "<script>alert" not in page


def test_a_normative_document_says_whether_it_is_in_force(office):
    copy = gate.published(office, category="20.1", genre="normative")
    assert block_of(copy)[1]["legislationLegalForce"] == "https://schema.org/InForce"
