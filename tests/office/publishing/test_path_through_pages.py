"""The whole way of an item through its pages, each step by the person whose step it is."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gongkai.office.bodies import actions as bodies
from gongkai.office.bodies.permissions import Role
from gongkai.office.publishing.models import (
    Item,
    ItemVersion,
    PublicItem,
    Release,
    VersionState,
    Withholding,
)
from tests.office.publishing import gate
from tests.office.publishing.gate import BUSINESS, HARMLESS, SELF_CHECK

DRAFT = {
    "title": "关于做好春季防火工作的通知", "doc_no": "冯政发〔2026〕5号", "signed_on": "2026-02-27",
    "publisher": "冯记沟乡人民政府", "category": "20.12", "genre": "notification",
    "html": "各村民委员会：\n\n春季风大物燥，请做好防火工作。", "attribute": "proactive",
    "format": "text", "on_expiry": "mark", "methods": ["website"],
    "subject": "综合政务/应急管理", "keywords": "防火 值班", "summary": "部署春季防火工作。",
}  # fmt: skip
CLEAR = {**HARMLESS, "verdict": "publish", "basis": gate.BASIS, "reason": ""}


def url(office, page, *more):
    return reverse(f"publishing:{page}", args=[office.body.code, *more])


def state(version):
    return ItemVersion.objects.get(pk=version.pk).state


def test_an_item_goes_from_the_draft_to_the_public_through_the_pages(
    in_office, clerk, reviewer, secrecy, approver
):
    answer = clerk.post(url(in_office, "new"), {**DRAFT, "then": "submit"})
    item = Item.objects.get()
    assert answer["Location"] == url(in_office, "submit", item.code)
    assert (
        item.newest_version.html.replace("\n", "")
        == "<p>各村民委员会：</p><p>春季风大物燥，请做好防火工作。</p>"
    )
    clerk.post(url(in_office, "submit", item.code), SELF_CHECK)
    assert state(item.newest_version) == VersionState.BUSINESS_REVIEW
    reviewer.post(url(in_office, "endorse", item.code), BUSINESS)
    assert state(item.newest_version) == VersionState.SECRECY_REVIEW
    secrecy.post(url(in_office, "secrecy", item.code), CLEAR)
    assert state(item.newest_version) == VersionState.CLEARED
    assert not PublicItem.objects.exists()
    approver.post(url(in_office, "release", item.code), {"when": "now"})
    assert PublicItem.objects.get().title == DRAFT["title"]
    page = clerk.get(url(in_office, "item", item.code)).content.decode()
    assert "第1版自" in page
    assert "起公开。" in page


@pytest.mark.parametrize("made", ["drafted", "submitted", "cleared"])
def test_every_reader_sees_the_item_and_only_their_own_step(
    in_office, clerk, reviewer, secrecy, approver, made
):
    version = getattr(gate, made)(in_office)
    own = {
        "drafted": ("自查并送审", clerk), "submitted": ("业务审核", reviewer),
        "cleared": ("批准发布", approver),
    }[made]  # fmt: skip
    for client in (clerk, reviewer, secrecy, approver):
        page = client.get(url(in_office, "item", version.item.code)).content.decode()
        offered = f">{own[0]}</a>" in page.replace("</svg>", "</svg>").replace("\n", "")
        offers_to = [own[1]] if made != "submitted" else [reviewer, approver]
        assert offered == (client in offers_to), (made, client)


def test_a_refused_self_check_keeps_what_was_answered(in_office, clerk):
    version = gate.drafted(in_office)
    answer = clerk.post(
        url(in_office, "submit", version.item.code), {**SELF_CHECK, "personal": "no", "note": "急"}
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "有审查事项没有做到" in page
    assert ">急</textarea>" in page.replace("\n", "")
    assert state(version) == VersionState.DRAFT


def test_who_wrote_it_reads_why_they_may_not_review_it(in_office, approver):
    """An approver who also drafts: the page says in words why not this person."""
    bodies.give_role(
        staff=in_office.approver, body=in_office.body, role=Role.CLERK,
        from_on=gate.TODAY, by=None, at=gate.AT,
    )  # fmt: skip
    answer = approver.post(url(in_office, "new"), DRAFT)
    code = Item.objects.get().code
    approver.post(url(in_office, "submit", code), SELF_CHECK)
    page = approver.get(url(in_office, "item", code)).content.decode()
    assert "起草、业务审核、保密审查和发布应当分开" in page
    answer = approver.post(url(in_office, "endorse", code), BUSINESS)
    assert answer.status_code == 422
    assert "您不能办理这一步" in answer.content.decode()
    assert Item.objects.get().newest_version.state == VersionState.BUSINESS_REVIEW


def test_sending_back_makes_a_draft_with_the_reason_above_it(in_office, clerk, reviewer):
    version = gate.submitted(in_office)
    code = version.item.code
    reviewer.post(url(in_office, "send_back", code), {"reason": "第二段没有单位"})
    page = clerk.get(url(in_office, "item", code)).content.decode()
    assert "已退回修改" in page
    assert "第二段没有单位" in page
    newest = Item.objects.get(code=code).newest_version
    assert (newest.number, newest.state) == (2, VersionState.DRAFT)


def test_the_reviewer_of_another_stage_is_refused(in_office, secrecy, reviewer, approver):
    version = gate.submitted(in_office)
    for client in (secrecy,):
        answer = client.post(url(in_office, "send_back", version.item.code), {"reason": "越权"})
        assert answer.status_code == 403
    assert state(version) == VersionState.BUSINESS_REVIEW


def test_a_release_at_a_time_waits_for_it(in_office, approver, clerk):
    version = gate.cleared(in_office)
    later = timezone.localtime() + timedelta(days=3)
    page = url(in_office, "release", version.item.code)
    refused = approver.post(page, {"when": "later"})
    assert "请填写公开时间" in refused.content.decode()
    approver.post(page, {"when": "later", "publish_at": later.strftime("%Y-%m-%dT%H:%M")})
    release = Release.objects.get()
    assert timezone.localtime(release.publish_at).strftime("%H:%M") == later.strftime("%H:%M")
    assert not PublicItem.objects.exists()
    shown = clerk.get(url(in_office, "item", version.item.code)).content.decode()
    assert "自动公开，无需再办理。" in shown


def test_an_urgent_item_owes_its_business_review_afterwards(
    in_office, clerk, secrecy, approver, reviewer
):
    version = gate.drafted(in_office)
    code = version.item.code
    clerk.post(url(in_office, "submit_urgent", code), {**SELF_CHECK, "urgent_reason": "暴雨将至"})
    secrecy.post(url(in_office, "secrecy", code), CLEAR)
    approver.post(url(in_office, "release", code), {"when": "now"})
    assert "业务审核待补办" in reviewer.get(url(in_office, "item", code)).content.decode()
    listed = reviewer.get(url(in_office, "list") + "?place=mine").content.decode()
    assert DRAFT["title"] in listed
    reviewer.post(url(in_office, "afterwards", code), BUSINESS)
    assert Release.objects.get().afterwards_at is not None


def test_the_secrecy_review_leaves_a_record_to_print(in_office, secrecy, clerk):
    version = gate.submitted(in_office)
    gate.actions.endorse(version, answers=BUSINESS, by=in_office.reviewer, at=gate.AT)
    code = version.item.code
    secrecy.post(url(in_office, "secrecy", code), CLEAR)
    review = version.secrecy_reviews.get()
    page = clerk.get(url(in_office, "record", code, review.pk)).content.decode()
    assert "政府信息公开保密审查表" in page
    assert review.digest in page
    assert "含有国家秘密" in page


def test_in_doubt_it_is_referred_and_goes_on_with_the_answer(in_office, secrecy):
    version = gate.submitted(in_office)
    gate.actions.endorse(version, answers=BUSINESS, by=in_office.reviewer, at=gate.AT)
    code = version.item.code
    unsure = {**CLEAR, "internal": "unsure"}
    assert secrecy.post(url(in_office, "secrecy", code), unsure).status_code == 422
    secrecy.post(url(in_office, "secrecy", code), {**unsure, "verdict": "refer"})
    assert state(version) == VersionState.REFERRED
    secrecy.post(url(in_office, "determine", code), {"note": "县保密局3月6日答复：可以公开。"})
    assert state(version) == VersionState.SECRECY_REVIEW


def test_what_is_withheld_is_listed_and_looked_at_again(in_office, secrecy, clerk):
    version = gate.submitted(in_office)
    gate.actions.endorse(version, answers=BUSINESS, by=in_office.reviewer, at=gate.AT)
    code = version.item.code
    withheld = {**CLEAR, "internal": "yes", "verdict": "withhold", "reason": "尚在讨论的过程性信息"}
    secrecy.post(url(in_office, "secrecy", code), withheld)
    held = Withholding.objects.get()
    listed = clerk.get(url(in_office, "withheld")).content.decode()
    assert DRAFT["title"] in listed
    page = url(in_office, "reassess", held.pk)
    assert secrecy.post(page, {"outcome": "keep", "reason": "仍在讨论"}).status_code == 422
    secrecy.post(page, {"outcome": "open", "reason": "已经印发"})
    item = Item.objects.get(code=code)
    assert (item.newest_version.number, item.newest_version.state) == (2, VersionState.DRAFT)
    assert not PublicItem.objects.exists()


def test_taking_down_shows_the_public_fixed_words_only(in_office, clerk):
    copy = gate.published(in_office)
    page = url(in_office, "withdraw", copy.code)
    answer = clerk.post(page, {"public_reason": "inaccurate", "reason": "数字错误，内部说明"})
    assert answer.status_code == 302
    copy.refresh_from_db()
    assert copy.is_withdrawn
    assert copy.html == ""
    clerk.post(url(in_office, "hide_title", copy.code), {"reason": "标题泄露个人信息"})
    copy.refresh_from_db()
    assert copy.title != DRAFT["title"]
    shown = clerk.get(url(in_office, "item", copy.code)).content.decode()
    assert "公众看到的说明：内容有误，正在核实更正" in shown


def test_a_title_that_says_too_much_is_hidden_with_the_taking_down(in_office, clerk):
    copy = gate.published(in_office)
    page = url(in_office, "withdraw", copy.code)
    shown = clerk.get(page).content.decode()
    assert 'name="hides_title"' in shown
    assert "标题本身泄露内容的勾选" in shown
    said = {"public_reason": "not_disclosable", "reason": "标题含姓名", "hides_title": "on"}
    assert clerk.post(page, said).status_code == 302
    copy.refresh_from_db()
    assert copy.is_withdrawn
    assert DRAFT["title"] not in copy.title


def test_an_older_document_is_marked_with_what_replaced_it(in_office, approver):
    old = gate.published(in_office, title="草原禁牧管理办法", doc_no="冯政规发〔2020〕1号")
    new = gate.published(in_office, title="草原禁牧管理办法（修订）", doc_no="冯政规发〔2026〕1号")
    page = url(in_office, "validity", old.code)
    found = approver.get(page + "?q=修订").content.decode()
    assert "草原禁牧管理办法（修订）" in found
    mark = {"validity": "repealed", "from_on": "2026-03-02", "other": new.code, "q": "修订"}
    approver.post(page, mark)
    old.refresh_from_db()
    assert old.validity == "repealed"
    shown = approver.get(url(in_office, "item", old.code)).content.decode()
    assert "已被代替" in shown or "已被废止" in shown


def test_an_interpretation_is_linked_and_unlinked(in_office, clerk):
    policy = gate.published(in_office, title="草原禁牧管理办法")
    reading = gate.published(in_office, title="政策解读一则", is_interpretation=True)
    page = url(in_office, "link", reading.code)
    assert "没有找到" in clerk.get(page + "?q=没有的").content.decode()
    clerk.post(page, {"kind": "interprets", "other": policy.code, "q": "禁牧"})
    tie = Item.objects.get(code=reading.code).links_out.get()
    assert "有解读" in clerk.get(url(in_office, "item", policy.code)).content.decode()
    unlink = url(in_office, "unlink", reading.code, tie.pk)
    assert "取消关联" in clerk.get(unlink).content.decode()
    clerk.post(unlink)
    assert not Item.objects.get(code=reading.code).links_out.exists()


def test_a_revision_shows_what_changed_between_any_two_versions(in_office, clerk):
    copy = gate.published(in_office)
    clerk.post(url(in_office, "revise", copy.code), {"note": "更正联系电话"})
    item = Item.objects.get(code=copy.code)
    assert item.newest_version.number == 2
    changed = {**DRAFT, "html": "各村民委员会：\n\n请做好春季防火工作。", "change_note": "更正",
               "seen": "0"}  # fmt: skip
    clerk.post(url(in_office, "edit", copy.code), changed)
    page = clerk.get(url(in_office, "history", copy.code) + "?from=1&to=2").content.decode()
    assert "正文第2段" in page
    assert "请做好春季防火工作。" in page
    same = clerk.get(url(in_office, "history", copy.code) + "?from=1&to=1").content.decode()
    assert "这两版没有不同。" in same


def test_taking_back_is_the_writers_alone(in_office, clerk):
    version = gate.submitted(in_office)
    code = version.item.code
    clerk.post(url(in_office, "take_back", code), {"reason": "漏了附件"})
    assert state(version) == VersionState.RETURNED
    clerk.post(url(in_office, "discard", code), {"reason": "不再需要"})
    assert Item.objects.get(code=code).newest_version.state == VersionState.DISCARDED


def test_the_pages_of_an_item_speak_english_too(in_office, clerk, secrecy):
    version = gate.submitted(in_office)
    gate.actions.endorse(version, answers=BUSINESS, by=in_office.reviewer, at=gate.AT)
    for client in (clerk, secrecy):
        client.cookies["django_language"] = "en"
        for page in ("item", "preview", "history", "due"):
            assert client.get(url(in_office, page, version.item.code)).status_code == 200
        for page in ("list", "withheld", "false_alarms"):
            assert client.get(url(in_office, page)).status_code == 200
    assert secrecy.get(url(in_office, "secrecy", version.item.code)).status_code == 200
    assert clerk.get(url(in_office, "new")).status_code == 200
