"""The command `gongkai`: the shell's commands, and those of the site behind the same name.

The site's commands load Django only when they run, so that `gongkai deadline` stays quick.
"""

import os
from importlib import import_module
from typing import Any

import click

from gongkai.cli import gongkai, streams
from gongkai.cli.report import report

PRODUCTION = "gongkai.config.settings.production"
DEMONSTRATION = "gongkai.config.settings.demonstration"


def _site(settings: str) -> Any:
    """Return the module that runs the site, loaded with its settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings)
    return import_module("gongkai.config.site")


@gongkai.command()
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="监听地址 Address to listen on."
)
@click.option("--port", default=8000, show_default=True, help="端口 Port.")
@click.option("--threads", default=4, show_default=True, help="工作线程数 Threads that answer.")
def serve(host: str, port: int, threads: int) -> None:
    """Serve the site; settings come from the environment. 启动站点服务。

    Example: gongkai serve --port 8080
    """
    _site(PRODUCTION).serve(host=host, port=port, threads=threads)


@gongkai.command()
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="监听地址 Address to listen on."
)
@click.option("--port", default=8000, show_default=True, help="端口 Port.")
@click.option(
    "--prepare-only", is_flag=True, help="只准备数据，不启动 Prepare the data, then stop."
)
def demonstration(host: str, port: int, *, prepare_only: bool) -> None:
    """Serve the demonstration year on this machine. 启动演示环境。

    Example: gongkai demonstration --prepare-only
    """
    site = _site(DEMONSTRATION)
    site.prepare_demonstration(host=host, port=port)
    if not prepare_only:
        site.serve(host=host, port=port, threads=4, prepared=True)


@report.command("build")
@click.option("--body", required=True, help="机关全称 The full name of the body.")
@click.option("--year", required=True, type=int, help="报告年度 The report year.")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出 Print JSON.")
def report_build(body: str, year: int, *, as_json: bool) -> None:
    """Print a body's report built from the site's ledger; nothing is saved. 由台账生成报告。

    Example: gongkai report build --body 某某乡人民政府 --year 2025 --json
    """
    wanted = ["--body", body, "--year", str(year), *(["--json"] if as_json else [])]
    _site(PRODUCTION).manage("annual_report", *wanted)


@gongkai.command("work")
def work_alone() -> None:
    """Work off what waits: deliveries, scheduled items, the search index. 单独运行后台工作。

    The server does this by itself; run it alone where GONGKAI_WORKER says that others work.

    Example: gongkai work
    """
    _site(PRODUCTION).work()


@gongkai.command("bake")
@click.argument("out", type=click.Path(file_okay=False))
@click.option(
    "--address", default="", help="网站的公开地址 Where the pages will be read: https://…"
)
@click.option(
    "--application",
    default="",
    help="在线系统的地址 Where the live system answers; empty: nowhere.",
)
@click.option("--full", is_flag=True, help="全部重新烘焙 Bake everything anew.")
@click.option("--processes", default=2, show_default=True, help="进程数 Processes that render.")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出 Print JSON.")
def bake_site(
    out: str, *, address: str, application: str, full: bool, processes: int, as_json: bool
) -> None:
    """Write the whole public site as plain files, or what changed since. 烘焙静态站点。

    The web server reads OUT/current. Without --address, GONGKAI_PUBLIC_ADDRESS is asked.

    Example: gongkai bake /srv/gongkai --address https://www.example.gov.cn
    """
    wanted = [out, "--address", address, "--application", application]
    wanted += ["--processes", str(processes), *(["--full"] if full else [])]
    _site(PRODUCTION).bake(*wanted, *(["--json"] if as_json else []))


@gongkai.group()
def audit() -> None:
    """The audit trail of the site. 审计记录。"""


@audit.command("verify")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出 Print JSON.")
def audit_verify(*, as_json: bool) -> None:
    """Prove that no audit entry was changed, lost or reordered. 核验审计链。

    Exit 0: whole. Exit 1: broken, each break on a line.

    Example: gongkai audit verify --json
    """
    _site(PRODUCTION).manage("audit_verify", *(["--json"] if as_json else []))


@gongkai.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Run a management command of the site. 运行站点管理命令。

    Example: gongkai manage check
    """
    _site(PRODUCTION).manage(*arguments)


def main() -> None:
    """Run the command line."""
    streams.prepare()
    gongkai(prog_name="gongkai")
