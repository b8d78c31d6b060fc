"""Uploaded tables: every row looked at, and held against what the ledger already says."""
