"""The look of gongkai: base templates, components, styles, charts. Knows no room and no table."""
