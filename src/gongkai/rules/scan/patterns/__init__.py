"""The rules over text (文字规则): each module yields marks on a page, and never weighs them."""
