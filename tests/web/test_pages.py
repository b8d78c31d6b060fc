"""The pages of the look itself: style guide, switches, errors, the frame of the desk."""

import gzip
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.template.loader import render_to_string
from django.test import RequestFactory

from gongkai.web import errors
from tests.web_client import PageClient, faults

pytestmark = pytest.mark.urls("tests.web.page_urls")


@pytest.mark.parametrize("density", ["desk", "portal"])
def test_every_component_of_the_style_guide_stands_on_a_sound_page(density):
    page = PageClient().get("/style/", {"density": density}).content.decode()
    assert f'data-density="{density}"' in page
    assert "components/statutory_table.html" in page


def test_the_style_guide_lists_the_inputs_of_each_component_from_its_own_file():
    page = PageClient().get("/style/").content.decode()
    assert "A statutory table as printed. Inputs: table" in page


def test_elder_mode_is_remembered_without_script():
    client = PageClient()
    answer = client.post("/appearance/", {"elder": "on", "next": "/style/"})
    assert (answer.status_code, answer.url) == (302, "/style/")
    page = client.get("/style/").content.decode()
    assert 'data-elder="on"' in page
    assert 'aria-pressed="true"' in page


def test_the_dark_scheme_is_linked_for_every_screen_once_chosen():
    client = PageClient()
    before = client.get("/style/").content.decode()
    assert 'media="screen and (prefers-color-scheme: dark)"' in before
    client.post("/appearance/", {"theme": "dark", "next": "/style/"})
    assert 'media="screen" data-gongkai-dark' in client.get("/style/").content.decode()


def test_an_unknown_choice_is_not_remembered():
    answer = PageClient().post("/appearance/", {"theme": "neon", "elder": "maybe"})
    assert not answer.cookies


@pytest.mark.parametrize("away", ["https://example.org/", "//example.org/", "javascript:go()"])
def test_the_switch_leads_back_to_this_site_only(away):
    answer = PageClient().post("/appearance/", {"theme": "dark", "next": away})
    assert answer.url == "/"


def test_a_missing_page_says_what_to_do_next():
    answer = PageClient().get("/nothing-here/")
    assert answer.status_code == 404
    assert "请检查网址" in answer.content.decode()


def test_a_refusal_shows_the_reason_it_was_given():
    request = RequestFactory().get("/")
    answer = errors.forbidden(request, PermissionDenied("只有分管领导可以审批。"))
    assert answer.status_code == 403
    assert "只有分管领导可以审批。" in answer.content.decode()


def test_a_form_with_an_old_token_is_explained():
    answer = PageClient(enforce_csrf_checks=True).post("/appearance/", {"theme": "dark"})
    assert answer.status_code == 403
    assert "请返回上一页，刷新后重新填写" in answer.content.decode()


@pytest.mark.parametrize(
    ("view", "status"), [(errors.bad_request, 400), (errors.forbidden, 403), (errors.broken, 500)]
)
def test_error_pages_are_sound(view, status):
    answer = view(RequestFactory().get("/"))
    assert answer.status_code == status
    assert faults(answer.content.decode()) == []


def test_the_desk_shows_the_place_of_the_body_and_where_one_is():
    page = render_to_string(
        "base_staff.html",
        {
            "office_name": "公开",
            "demonstration": True,
            "current_body": {
                "name": "冯记沟乡人民政府",
                "level_label": "乡镇",
                "url": "/office/",
                "ancestors": [("盐池县", "/county/")],
            },
            "navigation": [
                {
                    "label": "工作",
                    "items": [
                        {
                            "label": "工作台",
                            "url": "/desk/",
                            "icon": "desk",
                            "current": True,
                            "count": 4,
                        }
                    ],
                }
            ],
        },
    )
    assert page.count('aria-current="page"') == 2  # beside the page and in the disclosure
    assert "演示数据" in page
    assert "盐池县" in page


def test_the_style_sheet_of_a_page_is_one_and_kept_for_a_year():
    client = PageClient()
    page = client.get("/style/").content.decode()
    (address,) = re.findall(r'href="(/appearance/[0-9a-f]{16}\.css)"', page)
    plain = client.get(address)
    packed = client.get(address, headers={"Accept-Encoding": "gzip, br"})
    assert plain.content == gzip.decompress(packed.content)
    assert b"printed__figure" in plain.content
    assert "immutable" in plain.headers["Cache-Control"]
    assert "Accept-Encoding" in plain.headers["Vary"]


def test_a_style_sheet_of_yesterday_is_not_kept():
    answer = PageClient().get("/appearance/0123456789abcdef.css")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
