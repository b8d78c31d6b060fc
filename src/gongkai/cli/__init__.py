"""The shell's commands (命令行): rules and documents without a site or a database."""

from gongkai.cli.main import gongkai

__all__ = ["gongkai"]
