"""What does Git hold, asked in a way that runs nothing from the repository?

A repository's own configuration can name programs (hooks, monitors, text converters, filters). Only commands that read objects are
used, with those doors shut, and never one that looks at the working files.
"""

import os
import subprocess

from rcolint.errors import ConfigError

SHUT = (
    "-c", "core.fsmonitor=", "-c", "core.hooksPath=/dev/null", "-c", "core.pager=cat", "-c", "protocol.allow=never",
    "-c", "core.attributesFile=/dev/null", "-c", "submodule.recurse=false",
)  # fmt: skip
TIMEOUT = 60  # seconds


def top_of(path: str) -> str:
    """The top folder of the repository that a path lies in. Raises ConfigError outside one."""
    at = os.path.realpath(path)
    while not os.path.lexists(os.path.join(at, ".git")):
        above = os.path.dirname(at)
        if above == at:
            raise ConfigError(f"{path}: lies in no Git repository")
        at = above
    return at


def commit_of(top: str, revision: str) -> str:
    """The full name of a commit. Raises ConfigError for a revision that Git does not know."""
    if revision.startswith("-"):
        raise ConfigError(f"'{revision}' is no revision")
    done = _run(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if done is None:
        raise ConfigError(
            f"'{revision}' is no revision of {os.path.basename(top)}; fetch it first (fetch-depth: 0 in CI)"
        )
    return done.decode().strip()


def merge_base(top: str, commit: str) -> str:
    """Where the current branch left another, or the other commit itself where they share nothing."""
    done = _run(top, "merge-base", "HEAD", commit)
    return done.decode().strip() if done else commit


def blob(top: str, commit: str, path: str) -> bytes | None:
    """The bytes of a file in a commit ("" for the index), or None where it is not there. `path` is relative to the top."""
    return _run(top, "cat-file", "blob", f"{commit}:{path}")


def blobs(top: str, commit: str) -> dict[str, str] | None:
    """The name of every file's content in a commit, by its path relative to the top; None where Git cannot tell."""
    done = _run(top, "ls-tree", "-r", "-z", "--full-tree", commit)
    if done is None:
        return None
    found: dict[str, str] = {}
    for entry in done.split(b"\0"):
        about, _, path = entry.partition(b"\t")
        if path:
            found[os.fsdecode(path)] = about.split()[2].decode()
    return found


def names_in(top: str, commit: str, folder: str) -> list[str]:
    """The names of what a commit holds in a folder; `folder` is relative to the top, "." for the top itself."""
    done = _run(top, "ls-tree", "--name-only", "-z", f"{commit}:{'' if folder == '.' else folder}")
    return [os.fsdecode(name) for name in (done or b"").split(b"\0") if name]


def staged(top: str) -> list[str]:
    """The files whose staged content is not that of the last commit, relative to the top; deleted ones are left out."""
    flags = ("--cached", "--name-only", "--diff-filter=d", "--no-renames", "--no-ext-diff", "--no-textconv", "-z")
    done = _run(top, "diff", *flags)
    if done is None:
        raise ConfigError("Git cannot say what is staged")
    return [os.fsdecode(name) for name in done.split(b"\0") if name]


def _run(top: str, *words: str) -> bytes | None:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_") or k == "GIT_INDEX_FILE"}
    environment |= {"GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(
            ["git", "-C", top, "-c", f"safe.directory={top}", *SHUT, *words],
            capture_output=True,
            timeout=TIMEOUT,
            env=environment,
            stdin=subprocess.DEVNULL,
            check=False,
        )
    except FileNotFoundError:
        raise ConfigError("git is not installed, so changes cannot be told") from None
    except subprocess.TimeoutExpired:
        raise ConfigError(f"git {words[0]} took longer than {TIMEOUT} seconds") from None
    return done.stdout if done.returncode == 0 else None
