"""The demonstration: a township's year 2019 whose published figures the ledger yields.

The figures are facts of a published report; every title and sentence here is our own, nobody is
named, and the bodies carry a mark that every page shows.
"""
