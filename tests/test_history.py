"""Does each way to check an invented shop give the verdict that its reader expects, through three commits and a branch?"""

import json
from pathlib import Path

from conftest import CLAIM, Run
from test_waivers import STATEMENT, git, put, shop

__all__ = ["shop"]

OTHER = "Vialmere Drops cure gout."


def verdict(rcolint: Run, top: Path, *words: str, day: str = "2026-01-10") -> tuple[int, set[str]]:
    """The exit code, and the rules of the findings that count, on a day."""
    epoch = {"2026-01-10": "1768003200", "2026-06-10": "1781049600"}[day]
    done = rcolint("check", *words, "--format", "json", cwd=top, env={"SOURCE_DATE_EPOCH": epoch})
    report = json.loads(done.stdout)
    rules = {f["rule"] for file in report["files"] for f in file["findings"] if not f["waiver"]}
    return done.returncode, rules


def test_a_shop_adopts_it_and_lives_with_it(rcolint: Run, shop: Path) -> None:
    # Monday: a shop with a claim on its page takes it up. Everything fails; with the baseline today's state passes.
    put(shop / "old.md", f"# Old page\n\n{CLAIM}\n\n{STATEMENT}")
    git(shop, "add", "-A")
    git(shop, "commit", "-qm", "A page with a claim")
    assert verdict(rcolint, shop, ".") == (1, {"RCO101", "RCO705"})
    assert rcolint("baseline", ".", cwd=shop).returncode == 0
    git(shop, "add", "-A")
    git(shop, "commit", "-qm", "The baseline")
    assert verdict(rcolint, shop, ".") == (0, set())

    # The hook: what is staged counts, and not what lies beside it on the disk.
    put(shop / "page.md", f"# Velorin\n\n{OTHER}\n\n{STATEMENT}")
    assert verdict(rcolint, shop, "--staged") == (0, set())
    git(shop, "add", "page.md")
    assert verdict(rcolint, shop, "--staged")[0] == 1
    assert verdict(rcolint, shop, ".", "--since", "HEAD")[0] == 1

    # The page is moved and wrapped anew: the old claim is still the old one.
    git(shop, "checkout", "-q", "HEAD", "--", "page.md")
    git(shop, "mv", "old.md", "renamed.md")
    put(shop / "renamed.md", f"# Old page\n\nA new sentence.\n\n{CLAIM.replace(' ', chr(10), 1)}\n\n{STATEMENT}")
    git(shop, "commit", "-qam", "Renamed and wrapped")
    assert verdict(rcolint, shop, ".") == (0, set())
    assert verdict(rcolint, shop, ".", "--since", "HEAD~1") == (0, set())

    # The statement goes away: a page that was known to be bad became worse.
    put(shop / "renamed.md", f"# Old page\n\nA new sentence.\n\n{CLAIM}\n")
    assert verdict(rcolint, shop, ".", "--since", "HEAD") == (1, {"RCO701"})
    git(shop, "checkout", "-q", "--", "renamed.md")

    # A waiver with an end: it holds until its day and is told afterwards.
    waived = (
        f"# Velorin\n\n<!-- rcolint-allow RCO101 until=2026-03-31 owner=qa: counsel decides -->\n{OTHER}\n\n{STATEMENT}"
    )
    put(shop / "page.md", waived)
    assert "RCO101" not in verdict(rcolint, shop, "page.md")[1]
    late = verdict(rcolint, shop, "page.md", day="2026-06-10")
    assert late[0] == 1
    assert {"RCO101", "RCO012"} <= late[1]

    # A branch that switches the rules off fails where its configuration is not trusted, and the report says why.
    git(shop, "checkout", "-q", "-b", "branch")
    put(shop / "page.md", f"# Velorin\n\n{OTHER}\n\n{STATEMENT}")
    put(shop / ".rcolint.yaml", "rules: {therapeutic: 'off', statement: 'off'}\n")
    git(shop, "add", "-A")
    git(shop, "commit", "-qm", "Quietly")
    assert verdict(rcolint, shop, ".") == (0, set())
    trusted = (".", "--untrusted", "--config-rev", "main", "--since", "main")
    assert verdict(rcolint, shop, *trusted)[0] == 1
    assert b"the configuration differs from main" in rcolint("check", *trusted, cwd=shop).stdout
