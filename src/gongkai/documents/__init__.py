"""文: bytes to grids, reports to bytes. Decides no law, knows no Django, opens no network."""
