"""检索: finds public pages by their words; knows texts and keys, not what they are about."""
