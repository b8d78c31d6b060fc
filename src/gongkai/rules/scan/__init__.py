"""The scan before review (发布前扫描): what a text, and what is hidden in a file, gives away.

Passages and metadata go in, hits come out. It reads no file and decides no release.
"""
