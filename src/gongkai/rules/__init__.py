"""The law (法) as dated data and pure functions; standard library only."""
