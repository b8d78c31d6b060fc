"""Copies of files without what they tell of their makers (清除附加信息)."""

from gongkai.documents.contents.stripping.copies import CannotBeStripped as CannotBeStripped
from gongkai.documents.contents.stripping.copies import can_be_stripped as can_be_stripped
from gongkai.documents.contents.stripping.copies import stripped as stripped
