"""The list, the draft, its files, the scan: what a clerk meets before anything is reviewed."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongkai.office.bodies import actions as bodies
from gongkai.office.bodies.models import Membership, Staff
from gongkai.office.publishing import actions, scanner
from gongkai.office.publishing.forms import plain_text
from gongkai.office.publishing.models import HitReason, Item, ItemVersion, ScanTerm
from gongkai.office.publishing.pages.item import verdict
from gongkai.office.publishing.views import lists
from tests.office.publishing import gate
from tests.office.publishing.conftest import signed_in
from tests.office.publishing.test_path_through_pages import DRAFT, url

IDENTITY = "64032319900101123" + "X"


def test_what_waits_for_somebody_is_their_own_work(in_office, clerk, reviewer, secrecy, approver):
    gate.drafted(in_office, title="一篇草稿")
    gate.submitted(in_office, title="一篇送审")
    gate.cleared(in_office, title="一篇待发布")
    expected = {clerk: "一篇草稿", reviewer: "一篇送审", approver: "一篇待发布"}
    for client, title in expected.items():
        page = client.get(url(in_office, "list") + "?place=mine").content.decode()
        assert title in page
    assert (
        "没有等您办理的信息。"
        in secrecy.get(url(in_office, "list") + "?place=mine").content.decode()
    )


def test_what_is_late_by_twenty_working_days_is_told_apart(in_office, clerk):
    gate.drafted(in_office, title="赶得上的", signed_on=date(2026, 2, 27))
    gate.drafted(in_office, title="逾期的", signed_on=date(2026, 1, 5))
    page = clerk.get(url(in_office, "list") + "?place=late").content.decode()
    assert "逾期的" in page
    assert "赶得上的" not in page
    assert "已逾期" in page


def test_the_due_date_opens_its_days(in_office, clerk):
    version = gate.drafted(in_office)
    page = clerk.get(url(in_office, "due", version.item.code)).content.decode()
    assert "自信息形成之日" in page or "20个工作日" in page
    assert "calendar__day--due" in page


@pytest.mark.parametrize("count", [1, 6])
def test_the_list_asks_the_database_a_fixed_number_of_times(in_office, clerk, count):
    for number in range(count):
        gate.drafted(in_office, title=f"第{number}篇")
    clerk.get(url(in_office, "list"))
    with CaptureQueriesContext(connection) as asked:
        clerk.get(url(in_office, "list"))
    assert len(asked) <= 12, [each["sql"][:120] for each in asked]


def test_the_list_goes_on_by_key_and_loses_nothing(in_office, clerk, monkeypatch):
    monkeypatch.setattr(lists, "PAGE", 2)
    titles = {f"第{number}篇" for number in range(5)}
    for title in sorted(titles):
        gate.drafted(in_office, title=title)
    address, seen = url(in_office, "list") + "?place=draft", set()
    for _page in range(3):
        answer = clerk.get(address)
        shown = {title for title in titles if f">{title}</a>" in answer.content.decode()}
        assert not shown & seen
        seen |= shown
        following = answer.context["pager"].next_url
        address = url(in_office, "list") + following
    assert seen == titles
    assert not following
    assert clerk.get(url(in_office, "list") + "?after=nonsense,9&place=draft").status_code == 200


def test_a_draft_is_filtered_by_category_and_text(in_office, clerk):
    gate.drafted(in_office, title="防火", category="20.12")
    gate.drafted(in_office, title="预算", category="20.7")
    page = clerk.get(url(in_office, "list") + "?place=draft&category=20.7&q=预").content.decode()
    assert ">预算</a>" in page
    assert ">防火</a>" not in page


def test_everything_typed_is_kept_when_something_is_wrong(in_office, clerk):
    answer = clerk.post(
        url(in_office, "new"),
        {**DRAFT, "title": "", "methods": ["website", "gazette"], "keywords": "防火"},
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "请填写标题。" in page
    assert 'value="冯政发〔2026〕5号"' in page
    assert sum('name="methods"' in each and "checked" in each for each in page.split("<input")) == 2
    assert "春季风大物燥" in page
    assert not Item.objects.exists()


def test_what_somebody_else_saved_is_not_overwritten_and_shown(in_office, clerk):
    version = gate.drafted(in_office)
    actions.write(version, {"keywords": "他人写的"}, seen=0, by=in_office.clerk, at=gate.AT)
    mine = {**DRAFT, "keywords": "我写的", "seen": "0"}
    answer = clerk.post(url(in_office, "edit", version.item.code), mine)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "他人已保存过这条信息" in page
    assert "他人写的" in page
    assert 'value="我写的"' in page
    assert ItemVersion.objects.get(pk=version.pk).keywords == "他人写的"
    again = {**mine, "seen": answer.context["form"]["seen"].value()}
    clerk.post(url(in_office, "edit", version.item.code), again)
    assert ItemVersion.objects.get(pk=version.pk).keywords == "我写的"


def test_a_copy_takes_the_text_but_not_number_and_date(in_office, clerk):
    version = gate.drafted(in_office, title="关于春节放假的通知")
    page = clerk.get(url(in_office, "new") + f"?from={version.item.code}")
    assert page.context["form"]["title"].value() == "关于春节放假的通知"
    assert not page.context["form"]["doc_no"].value()
    assert not page.context["form"]["signed_on"].value()


def test_a_skeleton_fills_the_form(in_office, clerk):
    page = clerk.get(url(in_office, "new") + "?as=emergency").content.decode()
    assert "关于○○的预警通知" in page


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("一\n\n二", "<p>一</p><p>二</p>"),
        ("## 小标题\n正文", "<h2>小标题</h2><p>正文</p>"),
        ("- 甲\n- 乙", "<ul><li>甲</li><li>乙</li></ul>"),
        ("1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>"),
        ("<p>写好的</p>", "<p>写好的</p>"),
        ("<h1>大标题</h1>", "<h2>大标题</h2>"),
    ],
)
def test_plain_text_becomes_paragraphs_and_comes_back(typed, html):
    assert plain_text.to_html(typed) == html
    assert plain_text.to_html(plain_text.to_plain(html)) == html


def test_a_table_is_not_flattened_for_who_has_no_script():
    html = "<table><tbody><tr><td>1</td></tr></tbody></table>"
    assert plain_text.to_plain(html) == html


def test_files_are_uploaded_together_described_ordered_and_removed(in_office, clerk):
    version = gate.drafted(in_office)
    page = url(in_office, "files", version.item.code)
    given = [
        SimpleUploadedFile("名单.csv", "姓名\n甲\n".encode()),
        SimpleUploadedFile("说明.txt", "说明".encode()),
    ]
    answer = clerk.post(page, {"upload": "1", "documents": given})
    assert answer.status_code == 302, answer.content.decode()
    first, second = version.attachments.all()
    described = {
        f"{first.code}-name": "名单（更新）.csv", f"{first.code}-role": "attachment",
        f"{first.code}-alternative": "", f"{first.code}-position": "2",
        f"{second.code}-name": second.name, f"{second.code}-role": "attachment",
        f"{second.code}-alternative": "", f"{second.code}-position": "1",
    }  # fmt: skip
    clerk.post(page, described)
    assert [each.name for each in version.attachments.all()] == ["说明.txt", "名单（更新）.csv"]
    clerk.post(page, {**described, f"{second.code}-is_removed": "on"})
    assert [each.name for each in version.attachments.all()] == ["名单（更新）.csv"]
    shown = clerk.get(url(in_office, "file", version.item.code, first.code))
    assert shown["Content-Disposition"].startswith("attachment")


def test_a_file_that_is_refused_takes_the_others_with_it(in_office, clerk):
    version = gate.drafted(in_office)
    page = url(in_office, "files", version.item.code)
    given = [SimpleUploadedFile("说明.txt", "说明".encode()), SimpleUploadedFile("空.txt", b"")]
    answer = clerk.post(page, {"upload": "1", "documents": given})
    assert answer.status_code == 422
    assert "是空的" in answer.content.decode()
    assert not version.attachments.exists()


def test_a_blocking_hit_is_marked_in_the_text_and_needs_a_reason(in_office, secrecy, reviewer):
    version = gate.submitted(in_office, html=f"<p>联系人：</p><p>身份证号{IDENTITY}。</p>")
    actions.endorse(version, answers=gate.BUSINESS, by=in_office.reviewer, at=gate.AT)
    code = version.item.code
    page = secrecy.get(url(in_office, "item", code)).content.decode()
    assert f'hit--blocking">{IDENTITY}</mark>' in page
    hit = next(each for each in scanner.newest(version) if each["severity"] == "blocking")
    if hit["waivable"]:
        form = url(in_office, "hit", code, hit["fingerprint"])
        assert secrecy.post(form, {"reason": "短"}).status_code == 422
        secrecy.post(form, {"reason": "本人书面同意公开，附在卷中", "remember": "on"})
        assert HitReason.objects.get().is_remembered
        assert "本人书面同意公开" in reviewer.get(url(in_office, "item", code)).content.decode()
        listed = secrecy.get(url(in_office, "false_alarms")).content.decode()
        assert "本人书面同意公开" in listed
        secrecy.post(url(in_office, "forget", HitReason.objects.get().pk))
        assert not HitReason.objects.get().is_remembered
    else:
        assert "不能写理由放行" in page


def test_marks_stand_at_the_place_the_scan_counted():
    html = "<p>甲&amp;乙</p><p>丙<strong>丁</strong>戊</p>"
    # 甲&amp;乙丙丁戊: the text without its marks, as the scan reads it
    hit = {"place": "正文", "start": 7, "end": 10, "fingerprint": "a" * 32, "severity": "warning"}
    marked, found = verdict.marked_text(html, [hit])
    assert found == {"a" * 32}
    assert marked.count("<mark") == 3
    assert marked.count("id=") == 1
    assert marked.replace("</mark>", "").count("<strong>") == 1


def test_a_body_adds_its_own_words_and_the_scan_finds_them(in_office, clerk):
    page = url(in_office, "add_words")
    assert clerk.post(page, {"kind": "wrong", "words": "红灯区"}).status_code == 422
    clerk.post(page, {"kind": "wrong", "words": "按桩=>安装\n\n按桩=>安装\n"})
    assert ScanTerm.objects.get().suggestion == "安装"
    version = gate.drafted(in_office, html="<p>请按桩好警示牌。</p>")
    clerk.post(url(in_office, "scan", version.item.code))
    assert any(each["shown"] == "按桩" for each in scanner.newest(version))
    listed = clerk.get(url(in_office, "words")).content.decode()
    assert "按桩" in listed
    clerk.post(url(in_office, "drop_word", ScanTerm.objects.get().pk))
    assert not any(each["shown"] == "按桩" for each in scanner.look(version, at=gate.AT).hits)


def test_the_catalogue_tells_what_is_there_and_what_is_empty(in_office, clerk):
    gate.published(in_office)
    page = clerk.get(url(in_office, "catalogue")).content.decode()
    assert "空白" in page
    assert f"{reverse('publishing:new', args=[in_office.body.code])}?category=20.12" in page
    nil = clerk.get(url(in_office, "new") + "?category=20.9&nil=1")
    assert nil.context["form"]["is_nil_return"].value()


def test_the_desk_shows_what_waits_for_me(in_office, reviewer):
    gate.submitted(in_office, title="等着审核的")
    page = reviewer.get(reverse("desk:body", args=[in_office.body.code])).content.decode()
    assert "等着审核的" in page


def test_an_item_of_another_body_is_not_found(in_office):
    version = gate.drafted(in_office)
    other = gate.office("别处乡人民政府")
    client = signed_in(other.clerk)
    answer = client.get(reverse("publishing:item", args=[other.body.code, version.item.code]))
    assert answer.status_code == 404


def test_a_deputy_is_named_in_the_story(in_office, clerk):
    deputy = Staff.objects.create_user("deputy", post="代班人员")
    held = Membership.objects.get(staff=in_office.secrecy)
    bodies.delegate(
        membership=held, to=deputy, from_on=gate.TODAY, until_on=date(2026, 3, 31), reason="休假",
        by=None, at=gate.AT,
    )  # fmt: skip
    version = gate.submitted(in_office)
    actions.endorse(version, answers=gate.BUSINESS, by=in_office.reviewer, at=gate.AT)
    actions.clear(version, gate.CLEAN, by=deputy, at=gate.AT)
    page = clerk.get(url(in_office, "item", version.item.code)).content.decode()
    assert "代班人员（代理保密审查员）" in page


def test_a_typed_table_is_filled_from_its_template_with_faults_by_row(in_office, clerk):
    version = gate.drafted(in_office, category="20.15")
    page = url(in_office, "table", version.item.code)
    template = clerk.get(url(in_office, "table_template", version.item.code, "budget"))
    assert template["Content-Disposition"].startswith("attachment")
    head = "年度,收支,项目,本年预算数（万元）"
    balanced = "2026,收入,一般公共预算,120.5\n2026,支出,农林水支出,120.5\n"
    bad = SimpleUploadedFile("表.csv", f"{head}\n2026,收入,一般公共预算,很多\n".encode())
    said = {"table": "budget", "period": "2026年", "seen": "0"}
    refused = clerk.post(page, {**said, "document": bad})
    assert refused.status_code == 422
    assert "需要改正的地方" in refused.content.decode()
    assert not ItemVersion.objects.get(pk=version.pk).table_rows
    good = SimpleUploadedFile("表.csv", f"{head}\n{balanced}".encode())
    answer = clerk.post(page, {**said, "document": good})
    assert answer.status_code == 302, answer.content.decode()
    kept = ItemVersion.objects.get(pk=version.pk)
    assert kept.table_rows[0]["项目"] == "一般公共预算"
    assert "一般公共预算" in clerk.get(url(in_office, "item", version.item.code)).content.decode()
    clerk.post(page, {**said, "seen": kept.revision, "is_emptied": "on"})
    assert not ItemVersion.objects.get(pk=version.pk).table_rows


def test_a_file_with_nothing_to_clean_says_so(in_office, clerk):
    version = gate.drafted(in_office)
    attached = gate.attached(in_office, version, "名单.csv", "姓名\n甲\n".encode())
    page = url(in_office, "files", version.item.code)
    answer = clerk.post(page, {"strip": attached.code}, follow=True)
    assert version.attachments.get().file_id == attached.file_id
    assert answer.status_code == 200
