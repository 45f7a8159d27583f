"""Does a page get the statement that its layout, footer, include, constant or text key holds, and no other?"""

import json
from pathlib import Path

import pytest

from rcolint.api import check_paths
from rcolint.model import Settings, Statement
from rcolint.run import FRAMED
from rcolint.sources import _AROUND

COMPLETE = "For research use only. Not for human or veterinary use."
CLAIM = "Velorin treats arthritis."
TSX_PAGE = f"export default function Page() {{\n  return <main><h1>Velorin</h1><p>{CLAIM}</p></main>\n}}\n"


def footer(text: str = COMPLETE) -> str:
    """A footer component."""
    return f"export function Footer() {{\n  return <footer><p>{text}</p></footer>\n}}\n"


def statement(top: Path, page: str, files: dict[str, str], settings: Settings | None = None) -> Statement:
    """The research-use statement of a page in an invented repository."""
    (top / ".git").mkdir()
    for name, text in files.items():
        path = top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (result,) = check_paths([str(top / page)], settings).files
    assert result.status == "checked", result.reason
    return next(s for p in result.pages for s in p.statements if s.kind == "ruo")


# What carries the statement -> (the page, the files, the file that it is found in)
CARRIED: dict[str, tuple[str, dict[str, str], str]] = {
    "the footer of the root layout (app router)": (
        "src/app/shop/page.tsx",
        {
            "src/app/shop/page.tsx": TSX_PAGE,
            "src/app/layout.tsx": 'import { Footer } from "@/components/Footer"\n'
            "export default function Layout({ children }) { return <body>{children}<Footer /></body> }\n",
            "src/components/Footer.tsx": footer(),
        },
        "src/components/Footer.tsx",
    ),
    "the app file of the pages router": (
        "pages/shop.jsx",
        {
            "pages/shop.jsx": TSX_PAGE,
            "pages/_app.jsx": 'import { Footer } from "../components/Footer"\n'
            "export default function App({ Component }) { return <><Component /><Footer /></> }\n",
            "components/Footer.jsx": footer(),
        },
        "components/Footer.jsx",
    ),
    "a component that the page imports": (
        "views/shop.tsx",
        {
            "views/shop.tsx": 'import { Footer } from "./Footer"\n' + TSX_PAGE.replace("</main>", "<Footer /></main>"),
            "views/Footer.tsx": footer(),
        },
        "views/Footer.tsx",
    ),
    "an imported constant": (
        "views/shop.tsx",
        {
            "views/shop.tsx": 'import { RUO } from "@/lib/compliance"\n'
            + TSX_PAGE.replace("</main>", "<p>{RUO.product}</p></main>"),
            "src/lib/compliance.ts": f'export const RUO = {{ product: "{COMPLETE}", cart: "Ships cold." }}\n',
        },
        "src/lib/compliance.ts",
    ),
    "a text key": (
        "views/shop.tsx",
        {
            "views/shop.tsx": TSX_PAGE.replace("</main>", '<p>{t("footer.researchUseOnly")}</p></main>'),
            "src/i18n/en.json": json.dumps({"footer": {"researchUseOnly": COMPLETE, "other": "Ships cold."}}),
        },
        "src/i18n/en.json",
    ),
    "a layout that front matter names": (
        "products/velorin.html",
        {
            "products/velorin.html": f"---\nlayout: product\n---\n<h1>Velorin</h1><p>{CLAIM}</p>\n",
            "_layouts/product.html": f"<main>{{{{ content }}}}</main><p>{COMPLETE}</p>\n",
        },
        "_layouts/product.html",
    ),
    "the layout of a Markdown page": (
        "products/velorin.md",
        {
            "products/velorin.md": f"---\nlayout: product\n---\n\n# Velorin\n\n{CLAIM}\n",
            "_layouts/product.html": f"<main>{{{{ content }}}}</main><p>{COMPLETE}</p>\n",
        },
        "_layouts/product.html",
    ),
    "an include": (
        "velorin.html",
        {
            "velorin.html": f"---\ntitle: Velorin\n---\n<p>{CLAIM}</p>\n{{% include ruo_notice.html %}}\n",
            "_includes/ruo_notice.html": f"<p>{COMPLETE}</p>\n",
        },
        "_includes/ruo_notice.html",
    ),
    "the base page of a site generator": (
        "content/shop/velorin.md",
        {
            "content/shop/velorin.md": f"# Velorin\n\n{CLAIM}\n",
            "layouts/_default/baseof.html": f'<body>{{{{ block "main" . }}}}{{{{ end }}}}<p>{COMPLETE}</p></body>\n',
        },
        "layouts/_default/baseof.html",
    ),
}


@pytest.mark.parametrize("carrier", CARRIED)
def test_a_page_gets_its_statement_from(tmp_path: Path, carrier: str) -> None:
    page, files, source = CARRIED[carrier]
    found = statement(tmp_path, page, files)
    assert (found.status, found.source, found.text) == ("ok", source, COMPLETE)
    assert "contradicted" in found.flags


@pytest.mark.parametrize("carrier", CARRIED)
def test_a_weak_one_elsewhere_is_weak(tmp_path: Path, carrier: str) -> None:
    page, files, _ = CARRIED[carrier]
    weak = {name: text.replace(COMPLETE, "For research purposes only.") for name, text in files.items()}
    assert statement(tmp_path, page, weak).status == "weak"


@pytest.mark.parametrize(
    "name", ["AgeGate", "TermsPage", "ConsentModal", "WelcomeDialog", "PrivacyPolicy", "CheckoutDrawer"]
)
def test_a_gate_or_a_page_of_terms_does_not_carry_it(tmp_path: Path, name: str) -> None:
    files = {
        "shop.tsx": f'import {{ {name} }} from "./{name}"\n' + TSX_PAGE.replace("</main>", f"<{name} /></main>"),
        f"{name}.tsx": footer().replace("Footer", name),
    }
    assert statement(tmp_path, "shop.tsx", files).status == "missing"


def test_another_constant_of_the_same_file_is_not_shown(tmp_path: Path) -> None:
    page, files, _ = CARRIED["an imported constant"]
    other = {name: text.replace("RUO.product", "RUO.cart") for name, text in files.items()}
    assert statement(tmp_path, page, other).status == "missing"


def test_hidden_text_elsewhere_is_no_statement(tmp_path: Path) -> None:
    page, files, _ = CARRIED["a component that the page imports"]
    hidden = {name: text.replace("<footer>", '<footer className="hidden">') for name, text in files.items()}
    assert statement(tmp_path, page, hidden).status in ("missing", "hidden")


@pytest.mark.parametrize(
    "text",
    [
        f"---\ntitle: Velorin\n---\n<p>{CLAIM}</p>\n{{% include ruo_notice.html %}}\n",
        f"---\nlayout: ruo-product\n---\n<p>{CLAIM}</p>\n",
    ],
)
def test_a_name_that_no_file_answers_to_cannot_be_verified(tmp_path: Path, text: str) -> None:
    found = statement(tmp_path, "velorin.html", {"velorin.html": text})
    assert found.status == "cannot-verify"
    assert "ruo" in found.source


def test_a_name_that_says_nothing_of_a_statement_leaves_it_missing(tmp_path: Path) -> None:
    page = f"---\ntitle: Velorin\n---\n<p>{CLAIM}</p>\n{{% include gallery.html %}}\n"
    assert statement(tmp_path, "velorin.html", {"velorin.html": page}).status == "missing"


@pytest.mark.parametrize(
    "source", ["parts/notice.md", "lib/texts.ts:RUO", "key:legal.ruo"], ids=["file", "constant", "text key"]
)
def test_configuration_names_files_that_stand_on_every_page(tmp_path: Path, source: str) -> None:
    files = {
        ".rcolint.yaml": f"statement-sources: ['{source}']\n",
        "shop.md": f"# Velorin\n\n{CLAIM}\n",
        "parts/notice.md": f"{COMPLETE}\n",
        "lib/texts.ts": f'export const RUO = "{COMPLETE}"\n',
        "locales/en.json": json.dumps({"legal": {"ruo": COMPLETE}}),
    }
    assert statement(tmp_path, "shop.md", files).status == "ok"


def test_a_configured_file_that_is_gone_cannot_be_verified(tmp_path: Path) -> None:
    files = {".rcolint.yaml": "statement-sources: [parts/notice.md]\n", "shop.md": f"# Velorin\n\n{CLAIM}\n"}
    found = statement(tmp_path, "shop.md", files)
    assert (found.status, found.source) == ("cannot-verify", "parts/notice.md")


def test_files_that_take_from_each_other_come_to_an_end(tmp_path: Path) -> None:
    files = {
        "a.html": f"<p>{CLAIM}</p>{{% include b.html %}}",
        "b.html": "{% include a.html %}{% include b.html %}<p>Ships cold.</p>",
    }
    assert statement(tmp_path, "a.html", files).status == "missing"


def test_the_frames_that_are_asked_for_are_those_that_are_known() -> None:
    assert tuple(part for part, _ in _AROUND) == FRAMED
