"""Every act that the code notes in the audit trail has a name on the page."""

import ast
from pathlib import Path

from gongkai.office.annual_reports import actions as annual_reports
from gongkai.office.audience.actions import answering
from gongkai.office.channels.actions import moving as deliveries
from gongkai.office.collected_reports.actions import settling
from gongkai.office.publishing.actions import moving
from gongkai.office.records import wording

OFFICE = Path(wording.__file__).parents[1]


def _noted(path: Path) -> set[str]:
    """Return the words that a module gives as `verb`, or assigns to it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.keyword) and node.arg == "verb":
            found |= {each.value for each in ast.walk(node) if isinstance(each, ast.Constant)}
    return {str(each) for each in found}


def test_every_act_has_a_name():
    modules = [path for path in OFFICE.rglob("*.py") if "views" not in path.parts]
    noted = set().union(*(_noted(path) for path in modules)) | set(annual_reports._FOLLOWS)
    noted |= set(settling._FOLLOWS) | set(moving.VERBS.values())
    noted |= set(answering.FOLLOWS) | set(deliveries.VERBS.values())
    assert {"record", "receive", "sign", "extend"} <= noted
    assert noted - set(wording.ACTS) == set()


def test_an_act_without_a_name_is_shown_by_its_key():
    assert wording.act("sign") == "签发年度报告"
    assert wording.act("unheard_of") == "unheard_of"
