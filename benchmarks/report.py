"""How long does the HTML report take, to write and to open?

    python benchmarks/report.py                  200 and 5,000 pages, 20 findings each
    python benchmarks/report.py --pages 1000 --findings 20

Each size runs in a process of its own: seconds to write (wall clock and processor), size of the file, the most memory the
process had. With Chromium on PATH the file is opened, too: seconds until the keys and filters work, and until a filter has
gone over all notes. Reports are put together by hand (`made_report`), so that no reader and no check is measured. Figures
are printed, never asserted; on a busy machine only processor time says much.
"""

import argparse
import gc
import io
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]  # so that the file also runs as a script


def write(pages: int, findings: int, target: Path) -> None:
    """Writes one report and prints what it cost."""
    import resource

    from benchmarks.made_report import made_report

    from rcolint.api import collect_again

    report = made_report(pages, findings)
    collect_again()  # as a run over many files does
    started, used = time.perf_counter(), time.process_time()
    from rcolint.reports import load

    stream = io.StringIO(newline="")
    load("html")(report, stream)
    text = stream.getvalue()
    wall, processor = time.perf_counter() - started, time.process_time() - used
    target.write_text(text, encoding="utf-8")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    del report
    gc.collect()
    print(
        f"{pages:,} pages, {pages * findings:,} findings: written in {wall:.2f} s ({processor:.2f} s of processor time), ",
        end="",
    )
    print(f"{target.stat().st_size / 1e6:.2f} MB, at most {memory} MB of memory", flush=True)


def open_it(target: Path) -> None:
    """Opens a report in Chromium and prints how soon a person can work with it."""
    from report_browser import CHROMIUM, Browser

    if CHROMIUM is None:
        print("  chromium is not installed: not opened")
        return
    with tempfile.TemporaryDirectory() as profile, Browser(Path(profile)) as browser:
        browser.look(1280)
        for _ in range(2):  # the first time warms the browser up
            browser.open(target)
            browser.wait("document.documentElement.dataset.ready", 120)
        ready = browser.run("performance.getEntriesByName('ready')[0].startTime")
        click = "(t => (document.querySelector('[data-filter]').click(), document.body.offsetHeight, performance.now() - t))(performance.now())"
        filters = sorted(browser.run(click) for _ in range(9))
        print(f"  opened: ready after {ready / 1000:.2f} s; a filter takes {filters[4]:.0f} ms (9 times, median)")


def main() -> int:
    """Measures the sizes that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, action="append")
    parser.add_argument("--findings", type=int, default=20)
    parser.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    sizes = options.pages or [200, 5000]
    if options.write:
        write(sizes[0], options.findings, options.write)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "report.html")
        for pages in sizes:
            words = ["--pages", str(pages), "--findings", str(options.findings), "--write", str(target)]
            subprocess.run([sys.executable, __file__, *words], check=True)
            open_it(target)
    return 0


if __name__ == "__main__":
    sys.exit(main())
