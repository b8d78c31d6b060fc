"""What an attached file holds (附件内容): every text in it, hidden ones too, and what is wrong.

Reads any bytes and never raises; writes copies without what a file tells of its makers. It
judges no words: that is for the scan before review.
"""

from gongkai.documents.contents.faults import Fault as Fault
from gongkai.documents.contents.faults import FaultCode as FaultCode
from gongkai.documents.contents.kinds import FileKind as FileKind
from gongkai.documents.contents.reading import Contents as Contents
from gongkai.documents.contents.reading import read as read
from gongkai.documents.contents.stripping import CannotBeStripped as CannotBeStripped
from gongkai.documents.contents.stripping import can_be_stripped as can_be_stripped
from gongkai.documents.contents.stripping import stripped as stripped
