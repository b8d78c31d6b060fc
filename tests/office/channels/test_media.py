"""What is put up is made whole: sheets, cards, frames, scripts; looked at as pictures."""

import io
from datetime import date

import pypdfium2
import pytest
from PIL import Image

from gongkai.documents.board.sheet import Sheet, pdf
from gongkai.office.channels.adapters import by_hand, screens, sms
from gongkai.office.channels.media import card, codes, photographs, screen, spoken
from tests.office.channels import factories

SHEET = Sheet(
    title="关于冯记沟村临时停水的通知", publisher="盐池县冯记沟乡人民政府",
    text="因主管道检修，定于3月5日8:00至18:00停水。\n请提前储水。",
    facts=("冯政发〔2026〕12号",), foot=(("咨询电话", "0953-6012345"), ("张贴地点", "村部")),
    call="手机扫码看全文", url="https://gongkai.example.gov.cn/items/9f3a77c1",
)  # fmt: skip


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(data)


def _words(document: pypdfium2.PdfDocument) -> str:
    return "".join(page.get_textpage().get_text_bounded() for page in document).replace("\r\n", "")


def test_a_sheet_says_everything_on_one_page_of_its_size():
    for paper, height in (("a4", 842), ("a3", 1191)):
        document = _opened(pdf(Sheet(**{**_fields(SHEET), "paper": paper})))
        assert len(document) == 1
        assert round(document[0].get_height()) == height
        said = _words(document)
        for each in ("盐池县冯记沟乡人民政府", "冯政发〔2026〕12号", "0953-6012345", "提前储水"):
            assert each in said, each


def _fields(sheet: Sheet) -> dict:
    return {name: getattr(sheet, name) for name in Sheet.__slots__}


def test_the_code_on_a_sheet_is_dark_squares_at_least_four_centimetres_wide():
    document = _opened(pdf(SHEET))
    picture = document[0].render(scale=2).to_pil().convert("L")
    width, height = picture.size
    left = picture.crop((0, height * 2 // 3, width // 3, height))
    dark = left.point(lambda value: 255 if value < 80 else 0)
    box = dark.getbbox()
    assert box is not None
    assert (box[2] - box[0]) / 2 / 72 * 25.4 > 38  # millimetres, without the quiet zone


def test_a_long_text_is_cut_with_a_word_that_says_where_the_rest_is():
    long = Sheet(**{**_fields(SHEET), "text": "公示内容。\n" * 900, "cut": "全文请扫描二维码"})
    document = _opened(pdf(long))
    assert 1 < len(document) < 9
    assert "全文请扫描二维码" in _words(document)
    assert "第1页" in _words(document)


def test_no_text_of_an_item_becomes_typesetting():
    words = '#set page(fill: red) $x$ *a* "引号" \\ @b'
    document = _opened(pdf(Sheet(**{**_fields(SHEET), "text": words, "title": words})))
    assert "#set page(fill: red)" in _words(document)


def test_the_same_sheet_gives_the_same_bytes():
    assert pdf(SHEET) == pdf(SHEET)


def test_a_card_is_as_wide_as_a_telephone_shows_and_grows_with_its_words():
    short = Image.open(io.BytesIO(card.png(factories.content(short_text="停水", text=""))))
    long = Image.open(io.BytesIO(card.png(factories.content(short_text="停水通知。" * 60))))
    assert short.width == long.width == 1080
    assert long.height > short.height
    assert short.getpixel((540, 190)) == (176, 28, 28)


def test_a_card_without_an_address_has_no_code():
    plain = Image.open(io.BytesIO(card.png(factories.content(url="", doc_no=""))))
    corner = plain.crop((700, plain.height - 300, 1080, plain.height - 60)).convert("L")
    assert corner.getextrema()[0] > 100


def test_a_code_is_drawn_in_whole_modules():
    drawn = codes.picture("https://gongkai.example.gov.cn/items/9f3a77c1", size=320)
    side = len(codes.modules("https://gongkai.example.gov.cn/items/9f3a77c1")) + 8
    assert drawn.width % side == 0


def test_a_screen_breaks_at_marks_and_loses_nothing():
    content = factories.content(short_text="一二三四五六，七八九十。" * 6)
    pages = screen.pages(content, characters=20)
    assert all(len(each) <= 20 for each in pages)
    assert "".join(pages) == f"{content.title}。{content.short_text}"
    assert pages[-1].endswith("。")


@pytest.mark.parametrize(("width", "height"), [(256, 64), (64, 64), (1920, 384), (32, 16)])
def test_a_frame_has_the_pixels_of_its_screen_and_is_lit(width, height):
    drawn = Image.open(io.BytesIO(screen.frame("停水通知", width=width, height=height)))
    assert drawn.size == (width, height)
    assert drawn.convert("L").getextrema()[1] > 100


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026年3月5日", "二〇二六年三月五日"),
        ("冯政发〔2026〕12号", "冯政发二〇二六年第十二号"),
        ("8:05至18:00", "八点〇五分至十八点整"),
        ("12.5%", "百分之十二点五"),
        ("3,600元", "三千六百元"),
        ("1050户", "一千〇五十户"),
        ("10户", "十户"),
        ("110个", "一百一十个"),
        ("20260元", "二万〇二百六十元"),
        ("100000人", "十万人"),
        ("0件", "零件"),
        ("13812345678", "幺三八，幺二三四，五六七八"),
        ("0953-6012345", "〇九五三，六〇幺，二三四五"),
        ("第007号", "第〇〇七号"),
        ("详见https://a.example/items/1。", ""),
        ("补助 1200000 元", "补助 一百二十万 元"),
    ],
)
def test_numbers_are_written_as_they_are_read_aloud(written, read):
    assert spoken.aloud(written) == read


def test_a_script_has_no_figure_left_and_says_how_long_it_takes():
    made = spoken.script(factories.content(), times=3)
    assert not any(each.isdigit() for each in made.text)
    assert made.text.startswith("各位村民，大家好。")
    assert made.text.endswith("谢谢收听。")
    once = spoken.script(factories.content(), times=1)
    assert made.minutes >= once.minutes >= 1


def test_a_banner_too_long_says_so_and_is_not_cut():
    content = factories.content(short_text="守护绿水青山" * 5)
    shown = by_hand.Banner().prepare(content, {"characters": 10})
    assert shown.text == content.short_text
    assert "超过横幅" in shown.advice


def test_previews_show_exactly_what_goes_out():
    content = factories.content()
    message = sms.SmsByHand().prepare(content, {"signature": "冯记沟乡", "ending": "退订回R"})
    assert "".join(message.parts) == message.text
    assert message.text.startswith("【冯记沟乡】")
    assert screens.LedByHand().prepare(content, {"characters": 12}).files[-1].startswith("frame-")
    group = by_hand.WechatGroup().prepare(content, {})
    assert content.url in group.text


@pytest.mark.parametrize("data", [b"", b"\xff\xd8\xff\xe0broken", b"GIF89a", b"%PDF-1.7"])
def test_a_broken_picture_is_never_drawn(data):
    assert photographs.small(data) is None
    assert photographs.taken_at(data) == ""


def test_a_small_picture_carries_nothing_of_the_camera():
    drawn = Image.open(io.BytesIO(photographs.small(factories.photograph())))
    assert dict(drawn.getexif()) == {}
    assert photographs.taken_at(factories.photograph()) == "2026:03:05 10:20:30"


def test_a_day_is_named_on_the_card():
    assert card.png(factories.content()) != card.png(
        factories.content(published_on=date(2026, 3, 4))
    )
