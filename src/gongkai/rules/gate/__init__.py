"""The gate (公开审查): what must have happened, and by whom, before information is made public.

Steps and persons go in, a refusal or nothing comes out. It knows no database and releases nothing.
"""
