"""Check digits against a library of number formats."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stdnum.cn import ric, uscc

from gongkai.rules import check_digits

QUIET = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@QUIET
@given(st.text(SIGNS, min_size=9, max_size=9))
def test_credit_codes_agree_with_another_reading_of_the_standard(signs):
    head = f"91640323{signs}"
    sound = [sign for sign in SIGNS if check_digits.is_credit_code(head + sign)]
    assert sound == [sign for sign in SIGNS if uscc.is_valid(head + sign)]
    assert len(sound) == 1


@QUIET
@given(st.integers(0, 999), st.dates(min_value=date(1900, 1, 1)))
def test_identity_numbers_agree_with_another_reading_of_the_standard(serial, born):
    head = f"110105{born:%Y%m%d}{serial:03d}".rjust(17, "0")
    sound = [sign for sign in "0123456789X" if check_digits.is_identity_number(head + sign)]
    assert len(sound) == 1
    assert ric.calc_check_digit(head + sound[0]) == sound[0]


@pytest.mark.parametrize("code", ["000014349", "053533505", "486344515", "007280420"])
def test_organisation_codes_that_are_in_use_are_sound(code):
    assert check_digits.is_organisation_code(code)
    assert not check_digits.is_organisation_code(code[:8] + ("0" if code[8] != "0" else "1"))


@pytest.mark.parametrize("code", ["", "0" * 17, "一" * 18, "I" * 18, "91640323MA0000000o"])
def test_what_is_no_code_is_no_error(code):
    assert not check_digits.is_credit_code(code)
    assert not check_digits.is_organisation_code(code)
    assert not check_digits.is_identity_number(code)
