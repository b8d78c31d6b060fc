"""What looks like the name of a person (姓名): a surname, and one or two characters after it.

Only beside a role, a mark or a cell's edge is it taken for one; a masked name (王某某) is none.
"""

import re

from gongkai.rules.scan import rulebook

# Characters that begin the next word rather than end a name.
NOT_IN_NAMES = "的了是在和及为等对有不与或由向以将被从各其该此某县市区乡镇村局委厅院所部处科室站"


def _name() -> str:
    surnames = rulebook.words("surnames")
    double = "|".join(each for each in surnames if len(each) > 1)
    single = "".join(each for each in surnames if len(each) == 1)
    given = rf"(?![{NOT_IN_NAMES}])[\u4e00-\u9fff]"
    return rf"(?:(?:{double}){given}(?:{given})?|[{single}]{given}(?:{given})?)"


NAME = _name()
# A name stands after a line's edge, a mark of punctuation or the word for what somebody is.
ROLE = "|".join(rulebook.words("roles"))
BEGIN = rf"(?:^|(?<=[\s，,。；;、：:（(“])|(?:{ROLE})[:：]?)"
_WHOLE = re.compile(NAME)
_NO_NAMES = frozenset(rulebook.words("not_names"))


def is_name(cell: str) -> bool:
    """Return whether a cell holds a name and nothing else."""
    word = "".join(cell.split())
    return not is_word(word) and _WHOLE.fullmatch(word) is not None


def is_word(name: str) -> bool:
    """Return whether what looks like a name is a known word, or begins with one."""
    return name in _NO_NAMES or name[:2] in _NO_NAMES
