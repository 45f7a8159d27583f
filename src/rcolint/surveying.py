"""What does a folder of copy hold that its configuration should say?

Looks at names, at frameworks and at the copy itself: who sells what in which folder, which files are layouts, where a complete
statement stands. Decides nothing that makes a check milder without having looked at the copy first.
"""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rcolint.api import check_paths
from rcolint.checks.slots import DSHEA_TEXTS
from rcolint.checks.statement import candidates
from rcolint.config import FILE_NAMES
from rcolint.deadline import within_deadline
from rcolint.errors import ReadError
from rcolint.files import Source, collect, read_document
from rcolint.ignored import Ignored
from rcolint.model import Reading, Settings, TextBlock
from rcolint.opening import read_bytes
from rcolint.readers import read
from rcolint.run import Choice
from rcolint.sources import Project, carries
from rcolint.text import Passage
from rcolint.tuples import NamedTuple

CONFIG = FILE_NAMES[0]
MAX_LOOKED = 2000  # files whose copy is looked at; the names of all are

# What the name of a folder says about what is in it.
FOLDERS = {
    "supplement": ("supplements", "supplement", "vitamins", "nutraceuticals", "nutrition"),
    "cosmetic": ("cosmetics", "cosmetic", "skincare", "skin-care", "beauty"),
    "ivd-ruo": ("ivd", "diagnostics", "assay-kits", "elisa", "elisa-kits"),
    "legal": ("legal", "policies", "policy", "terms", "privacy"),
    "lab": ("protocols", "protocol", "sds", "msds", "safety-data", "coa", "datasheets"),
}
LEGAL_FILES = (
    "terms", "terms-of-service", "terms-and-conditions", "terms-of-sale", "terms-of-use", "privacy", "privacy-policy",
    "refund-policy", "return-policy", "returns-policy", "shipping-policy", "cookie-policy", "imprint", "impressum",
)  # fmt: skip
QUIET_PROFILES = ("lab", "legal")  # most rules are silent there, so the copy must bear the name out
BLOGS = ("blog", "_posts", "posts", "articles", "news")
PRODUCTS = ("products", "_products", "product", "shop", "catalog", "catalogue")
# Words of a page that tell what is sold on it. One says so of research material, of anything milder two must.
TELLING = {
    "ruo": ("research use", "laboratory use", "for research", "lyophili", "peptide", "reagent", "antibod", "hplc"),
    "ivd-ruo": ("in vitro diagnostic", "diagnostic procedures", "assay kit", "elisa", "analyte", "specimen"),
    "supplement": ("dietary supplement", "food supplement", "supplement facts", "serving", "suggested use", "vitamin"),
    "cosmetic": ("cosmetic", "external use", "moisturi", "skincare", "skin care", "fragrance"),
}
FRAMEWORKS = {
    "Hugo": ("hugo.toml", "hugo.yaml", "layouts/_default/baseof.html", "archetypes"),
    "Jekyll": ("_config.yml", "_layouts"),
    "Next.js": ("next.config.js", "next.config.mjs", "next.config.ts"),
    "Nuxt": ("nuxt.config.ts", "nuxt.config.js"),
    "Astro": ("astro.config.mjs", "astro.config.ts", "astro.config.js"),
    "SvelteKit": ("svelte.config.js",),
    "Gatsby": ("gatsby-config.js", "gatsby-config.ts"),
    "Eleventy": ("eleventy.config.js", ".eleventy.js", "eleventy.config.mjs"),
    "Docusaurus": ("docusaurus.config.js", "docusaurus.config.ts"),
    "a Shopify theme": ("layout/theme.liquid",),
    "a WordPress theme": ("functions.php",),
}
BUILT = {"Hugo": "public", "Gatsby": "public"}  # what a framework writes and no scan leaves out by itself
# Layouts that a framework puts around its pages, whether they name them or not.
FRAMES = (
    "layouts/_default/baseof.html", "layouts/baseof.html", "layout/theme.liquid", "layouts/default.vue", "app.vue",
    *(f"{top}{name}.{suffix}" for top in ("", "src/") for name in ("app/layout", "pages/_app") for suffix in ("tsx", "jsx", "js")),
    "src/routes/+layout.svelte",
)  # fmt: skip
HOLDERS = ("footer", "layout", "base", "header", "banner", "notice", "disclaim", "statement", "include", "partial",
           "component", "snippet", "section", "constant", "site", "texts", "locale", "i18n", "messages", "lang")  # fmt: skip
BACKUP = re.compile(r"[._-](?:backup|bak|old|orig)(?=[._\d-])", re.IGNORECASE)
GATED = ("therapeutic", "structure-function", "dosing", "human-use")


class Folder(NamedTuple):
    """What a pattern of files is, and why. `held` says why a person has to decide it; empty where it may be written."""

    pattern: str  # of a folder (ends in /**) or a file, from the surveyed folder, special signs quoted
    setting: str  # profile or product-page
    value: str
    why: str
    held: str = ""


class Holder(NamedTuple):
    """Something that holds a complete statement. `frame` says that a framework puts it around the pages of its folders."""

    entry: str  # as under statement-sources
    text: str
    through: str = ""  # the file that a layout takes it from
    frame: bool = False


class Survey(NamedTuple):
    """What was seen."""

    files: int
    looked: int
    unread: tuple[str, ...]
    frameworks: tuple[tuple[str, str], ...]  # name, the file that tells
    spoken: tuple[tuple[str, int], ...]  # profile, how many pages speak of what is sold under it
    profile: str
    folders: tuple[Folder, ...]
    holders: tuple[Holder, ...]
    built: tuple[tuple[str, str], ...]  # folder, framework
    backups: tuple[str, ...]


class _Seen(NamedTuple):
    source: Source
    inside: str  # its path from the surveyed folder
    reading: Reading | None
    speaks: str  # a profile, or nothing


def survey(folder: str) -> Survey:
    """Looks at a folder. Raises ConfigError where a path cannot be understood."""
    top = os.path.realpath(folder)
    ignored = Ignored()
    collected = collect([top], found=lambda real, is_folder: _hides(real, top) or ignored(real, is_folder))
    seen = [_look(source, top, number < MAX_LOOKED) for number, source in enumerate(collected.files)]
    frameworks = tuple(_frameworks(top))
    folders = tuple(_held(folder, seen) for folder in _folders(seen))
    spoken = Counter(one.speaks for one in seen if one.speaks)
    return Survey(
        len(seen),
        min(len(seen), MAX_LOOKED),
        tuple(one.inside for one in seen[:MAX_LOOKED] if one.reading is None),
        frameworks,
        tuple(spoken.most_common()),
        _profile(seen, folders),
        folders,
        tuple(_holders(seen, top)),
        tuple(
            (BUILT[name], name)
            for name, _ in frameworks
            if name in BUILT and os.path.isdir(os.path.join(top, BUILT[name]))
        ),
        tuple(one.inside for one in seen if BACKUP.search(os.path.basename(one.inside))),
    )


def _hides(real: str, top: str) -> bool:
    """Whether it is a hidden file or folder at the top: tools keep their own things there."""
    return os.path.dirname(real) == top and os.path.basename(real).startswith(".")


def _look(source: Source, top: str, inside: bool) -> _Seen:
    shown = os.path.relpath(source.path, top).replace(os.sep, "/")
    if not inside:
        return _Seen(source, shown, None, "")
    try:
        document = read_document(source.path, source.shown)
        reading = within_deadline(lambda: read(document), len(document.text))
    except (ReadError, RecursionError):
        return _Seen(source, shown, None, "")
    return _Seen(source, shown, reading, _speaks(reading.blocks))


def _speaks(blocks: Iterable[TextBlock]) -> str:
    """The profile of what a page sells by its words; the strictest where several fit alike."""
    text = "\n".join(block.text for block in blocks).lower()
    counts = {profile: sum(word in text for word in words) for profile, words in TELLING.items()}
    best = max(counts, key=lambda profile: counts[profile])
    return best if counts[best] >= (1 if best == "ruo" else 2) else ""


def _frameworks(top: str) -> Iterator[tuple[str, str]]:
    for name, files in FRAMEWORKS.items():
        told = next((file for file in files if os.path.lexists(os.path.join(top, file))), "")
        if not told and name == "Next.js" and _names_package(top, b'"next"'):
            told = "package.json"
        if told:
            yield name, told


def _names_package(top: str, name: bytes) -> bool:
    try:
        return name in read_bytes(os.path.join(top, "package.json"))
    except ReadError:
        return False


def _profile(seen: Sequence[_Seen], folders: Sequence[Folder]) -> str:
    """What the whole shop is: something milder than research material only where nearly every telling page says so."""
    said = [f for f in folders if f.setting == "profile" and not f.held]
    rest = Counter(one.speaks for one in seen if one.speaks and not any(_within(one.inside, f) for f in said))
    if not rest:
        return "ruo"
    profile, pages = rest.most_common(1)[0]
    return profile if pages >= 3 and "ruo" not in rest and pages * 5 >= rest.total() * 4 else "ruo"


def _within(inside: str, folder: Folder) -> bool:
    plain = folder.pattern.replace("\\", "")
    return inside == plain or inside.startswith(plain.removesuffix("**"))


def _folders(seen: Sequence[_Seen]) -> Iterator[Folder]:
    """What names say, each folder once."""
    told: dict[tuple[str, str], Folder] = {}  # by path and pattern, so that a folder comes before what is in it
    for one in seen:
        parts = one.inside.split("/")
        for depth, part in enumerate(parts[:-1], 1):
            path = "/".join(parts[:depth])
            found = _named(part.lower(), path, one)
            if found:
                told[path, found.pattern] = found
            if found and found.setting == "profile":
                break
        else:
            stem = os.path.splitext(parts[-1])[0].lower().replace("_", "-")
            if stem in LEGAL_FILES and one.source.language not in ("json", "yaml"):
                told[one.inside, ""] = Folder(quoted(one.inside), "profile", "legal", "named like a legal page")
    yield from (told[key] for key in sorted(told))


def _named(part: str, path: str, one: _Seen) -> Folder | None:
    for profile, names in FOLDERS.items():
        if part in names:
            return Folder(f"{quoted(path)}/**", "profile", profile, f"the folder is called {part}")
    if part in BLOGS:
        why = "articles; those of a seller are product copy, so they keep their profile"
        return Folder(f"{quoted(path)}/**", "product-page", "false", why)
    suffix = os.path.splitext(one.inside)[1].lower()
    if part in PRODUCTS and suffix in (".md", ".markdown", ".html", ".htm", ".mdx"):
        return Folder(f"{quoted(path)}/**/*{suffix}", "product-page", "true", "each is a product page")
    return None


def quoted(path: str) -> str:
    """A path as a pattern that fits it and nothing else."""
    out = "".join(f"\\{letter}" if letter in "\\*?[]!#" else letter for letter in path)
    return out.replace(" ", "\\ ") if out.endswith(" ") else out


def _held(folder: Folder, seen: Sequence[_Seen]) -> Folder:
    """The folder with the reason why its copy speaks against its name, where it does."""
    if folder.setting != "profile":
        return folder
    there = [one for one in seen if _within(one.inside, folder)]
    if not there or any(one.reading is None for one in there):
        return folder._replace(held="not all of its files were read")
    if folder.value in QUIET_PROFILES:
        return folder._replace(held=_claims(there))
    others = [one for one in there if one.speaks == "ruo"]
    if others and len(others) * 2 >= sum(1 for one in there if one.speaks):
        return folder._replace(held=f"{others[0].inside} speaks of research material")
    return folder


def _claims(there: Sequence[_Seen]) -> str:
    """What a quiet profile would silence in these files, or nothing."""
    report = check_paths([one.source.path for one in there], Settings("ruo"), choice=Choice(configured=False))
    for file in report.files:
        for finding in file.findings:
            if finding.severity == "error" and finding.tier == "gate" and finding.family in GATED:
                line = file.lines.line_column(finding.span.start)[0]
                return f"{os.path.basename(file.path)}:{line} holds a {finding.family} cue ({finding.rule})"
    return ""


def _holders(seen: Sequence[_Seen], top: str) -> Iterator[Holder]:
    """What holds a complete statement: frames first, then files that may be shown on pages."""
    project, behind = Project(top), set()
    for frame in FRAMES:
        if not os.path.isfile(os.path.join(top, frame)):
            continue
        for source in project.copy_for(os.path.join(top, CONFIG), (), (frame,)).sources:
            text = stated(source.blocks)
            if text:
                behind.add(source.path)
                yield Holder(frame, text, "" if source.path == frame else source.path, frame=True)
                break
    for one in seen:
        if one.reading is None or one.inside in behind or not carries(one.inside):
            continue
        if any(word in one.inside.lower() for word in HOLDERS):
            text = stated(one.reading.blocks)
            if text:
                yield Holder(_entry(one, text), text)


def _entry(one: _Seen, text: str) -> str:
    """How a file is named as a source: the key of a translated text, the constant of a program, or the file."""
    block = next((b for b in one.reading.blocks if b.text in text or text in b.text), None) if one.reading else None
    names = ".".join(part for part in (block.path if block else ()) if not part.isdigit())
    if not names or not one.inside.endswith((".json", ".yaml", ".yml", ".ts", ".tsx", ".js", ".jsx", ".mjs")):
        return one.inside
    if any(
        f"/{word}/" in f"/{one.inside}" for word in ("locales", "locale", "i18n", "lang", "messages", "translations")
    ):
        return f"key:{names}"
    return f"{one.inside}:{names}"


def stated(blocks: Iterable[TextBlock]) -> str:
    """A complete and visible statement among blocks, or nothing."""
    visible = (b for b in blocks if not b.visibility and b.carrier in ("body", "review", "name"))
    passages = tuple(p for p in map(Passage, visible) if p.words)
    for candidate in candidates(passages, lambda passage: passage.sentence_words()):
        filled = candidate.grade.filled
        if "restriction" in filled and ("exclusion-human" in filled or "exclusion-medicine" in filled):
            return candidate.text
    return next((p.block.text for p in passages if any(fixed in " ".join(p.words) for fixed in DSHEA_TEXTS)), "")
