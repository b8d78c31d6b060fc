"""Steps that several walks share: sign in, sign out, shoot, check with axe."""

import os
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

PASSWORD = "gongkai-demo-2019"
TOWNSHIP = "冯记沟乡人民政府"
SCREENSHOTS = os.environ.get("GONGKAI_SCREENSHOTS", "")
_AXE = Axe()


def sign_in(page: Page, username: str) -> None:
    """Sign in and arrive at the desk."""
    page.goto("accounts/login/")
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url("**/office/**")


def sign_out(page: Page) -> None:
    """Sign out by dropping the session, as closing the browser does."""
    page.context.clear_cookies()


def shoot(page: Page, name: str) -> None:
    """Keep a picture of the whole page where GONGKAI_SCREENSHOTS names a folder."""
    if SCREENSHOTS:
        folder = Path(SCREENSHOTS)
        folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=folder / f"{name}.png", full_page=True)


def serious_faults(page: Page) -> list[str]:
    """Return the serious and critical faults that axe finds, each in a line."""
    found = _AXE.run(page).response["violations"]
    return [
        f"{fault['id']}: {node['html'][:160]}"
        for fault in found
        if fault["impact"] in {"serious", "critical"}
        for node in fault["nodes"]
    ]
