"""Office packages read for all they hold: Open XML, OpenDocument and OFD."""
