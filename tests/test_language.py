"""Is copy in another language counted, and English never taken for one?"""

import json
import re
from collections.abc import Iterator

import pytest
import yaml

from conftest import ROOT
from marked import check_page
from rcolint import readers
from rcolint.api import check_text
from rcolint.folding import fold
from rcolint.language import LANGUAGES, told
from rcolint.model import Document, OtherLanguage, TextBlock
from rcolint.positions import SourceMap
from rcolint.text import Passage

COPY = {
    "German": "Das Pulver wird trocken und dunkel bei minus zwanzig Grad gelagert und ist nach dem Öffnen vier Wochen haltbar.",
    "French": "La poudre est livrée dans un flacon de verre et doit être conservée au froid, à l'abri de la lumière, dès réception.",
    "Spanish": "El polvo se envía en un frasco de vidrio y debe guardarse en un lugar frío y oscuro hasta el día del ensayo.",
    "Italian": "La polvere viene spedita in un flacone di vetro e deve essere conservata al freddo, lontano dalla luce.",
    "Dutch": "Het poeder wordt in een glazen flacon geleverd en moet koud en donker worden bewaard tot de dag van de proef.",
    "Portuguese": "O pó é enviado em um frasco de vidro e deve ser guardado no frio, longe da luz, até o dia do ensaio.",
    "Polish": "Proszek jest wysyłany w szklanej fiolce i powinien być przechowywany w chłodzie, z dala od światła, do dnia badania.",
    "Swedish": "Pulvret levereras i en glasflaska och ska förvaras kallt och mörkt till dess att försöket börjar, och det är hållbart.",
    "Danish or Norwegian": "Pulveret leveres i et glas og skal opbevares koldt og mørkt til den dag, hvor forsøget begynder efter planen.",
    "Finnish": "Jauhe toimitetaan lasipullossa, ja se on säilytettävä kylmässä ja pimeässä, kunnes koe alkaa, eikä sitä saa jäädyttää.",
    "Czech or Slovak": "Prášek se dodává ve skleněné lahvičce a musí být uchováván v chladu a ve tmě, aby se nerozložil před pokusem.",
    "Hungarian": "A por egy üvegben érkezik, és hideg, sötét helyen kell tartani, hogy a kísérlet napjáig ne bomoljon el az anyag.",
    "Romanian": "Pulberea este livrată într-un flacon de sticlă și trebuie păstrată la rece, fără lumină, pentru ca proba să nu se strice.",
    "Turkish": "Toz bir cam şişe içinde gönderilir ve deney gününe kadar soğuk ve karanlık bir yerde saklanmalıdır, daha sonra değil.",
    "Indonesian or Malay": "Bubuk ini dikirim dalam botol kaca dan harus disimpan di tempat dingin yang gelap untuk percobaan pada hari itu.",
    "Vietnamese": "Bột này được gửi trong lọ thủy tinh và phải giữ ở nơi lạnh, không có ánh sáng, cho đến ngày thử nghiệm.",
    "Cyrillic script": "Порошок поставляется в стеклянном флаконе и хранится в холоде до дня опыта.",
    "Arabic script": "يُشحن المسحوق في قارورة زجاجية ويحفظ في مكان بارد ومظلم.",
    "Hebrew": "האבקה נשלחת בבקבוק זכוכית ונשמרת במקום קר וחשוך.",
    "Greek": "Η σκόνη αποστέλλεται σε γυάλινο φιαλίδιο και φυλάσσεται σε δροσερό μέρος.",
    "Chinese": "粉末装在玻璃瓶中发货，请在低温避光处保存。",
    "Japanese": "この粉末はガラス瓶で出荷され、冷暗所で保管します。",
    "Korean": "분말은 유리병에 담겨 발송되며 차갑고 어두운 곳에 보관합니다.",
    "Thai": "ผงนี้บรรจุในขวดแก้วและควรเก็บในที่เย็นและมืด",
    "Devanagari script": "यह चूर्ण काँच की शीशी में भेजा जाता है और ठंडी जगह में रखा जाता है।",
}  # fmt: skip
NOT_CLEAR = {
    "a name in the text": "The samples of van der Berg, de la Cruz and von Aue were measured in the same week by us.",
    "names only": "Van der Berg A, de la Cruz M, von Aue K, del Rio P, van den Dool J, di Marco L",
    "an ingredient list": "Aqua, Glycerin, Cetearyl Alcohol, Butyrospermum Parkii Butter, Helianthus Annuus Seed Oil, Tocopherol, Parfum",
    "Latin names": "Arabidopsis thaliana, Escherichia coli, Saccharomyces cerevisiae, Homo sapiens, Mus musculus, Rattus norvegicus",
    "a chemical name": "N-acetyl-L-alanyl-L-prolyl-glycine, sodium dodecyl sulfate, tris(hydroxymethyl)aminomethane, dithiothreitol 99 %",
    "Greek letters": "The subunits α, β and γ and the angles φ and ψ are drawn to scale here.",
    "Greek letters alone": "α β γ δ ε ζ",
    "a name in Cyrillic": "Delivered by Иван Петров from our second store in the old harbour of the town.",
    "a short block": "Nur für die Forschung",
    "a quoted title": 'The leaflet "Das Pulver und die Kälte" is sent with each order and can be read on the page of the lot.',
    "two languages in one block": "For research use only. Nur für Forschungszwecke. Not for human use. Nicht zur Anwendung am Menschen.",
    "numbers": "5 10 15 20 25 30 35 40 45 50 mg",
    "a table row": "Velorin | 5 mg | HPLC | 99.1 % | 1274.5 g/mol | CAS 000-00-0 | -20 °C",
    "nothing": "",
}


def language_of(text: str) -> str | None:
    found = told(Passage(TextBlock(text, SourceMap.identity(len(text)), "paragraph")))
    return found.language if found else None


def counted(page: str) -> dict[str, tuple[int, int]]:
    """Language -> words and blocks that a check of the page counts."""
    return {o.language: (o.words, o.blocks) for o in check_page(page).other_languages}


@pytest.mark.parametrize("name", COPY)
def test_a_paragraph_is_told_by_its_small_words_or_its_letters(name: str) -> None:
    assert language_of(COPY[name]) == name


@pytest.mark.parametrize("name", LANGUAGES)
def test_the_words_of_a_language_are_written_as_they_are_looked_up_and_stand_once(name: str) -> None:
    words = LANGUAGES[name].split()
    assert [fold(word) for word in words] == words
    assert sorted(set(words)) == sorted(words)


@pytest.mark.parametrize("what", NOT_CLEAR)
def test_what_is_not_clearly_another_language_counts_as_checked(what: str) -> None:
    assert language_of(NOT_CLEAR[what]) is None


OTHER_LETTERS = re.compile(r"[\u0400-\u06ff]{3}")


def english() -> Iterator[tuple[str, str]]:
    """Where it stands, and a text: everything in the repository that is written in English for people to read."""
    for path in sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/**/*.md")]):
        document = Document(path.name, path.read_text(encoding="utf-8"), "markdown")
        yield from ((path.name, block.text) for block in readers.read(document).blocks)
    for path in sorted(ROOT.glob("rules/*.yaml")):
        rule, examples = yaml.safe_load_all(path.read_text(encoding="utf-8"))
        yield from ((path.name, str(rule[field])) for field in ("title", "why", "instead", "message"))
        for example in [*examples["flag"], *examples["pass"]]:
            text = example if isinstance(example, str) else example.get("text", example.get("page", ""))
            if not OTHER_LETTERS.search(text):  # an amount in Russian is in another language on purpose
                yield path.name, text
    for path in sorted(ROOT.glob("benchmarks/accuracy/*.jsonl")):
        lines = path.read_text(encoding="utf-8").splitlines()
        yield from ((path.name, str(json.loads(line).get("text", ""))) for line in lines if line)


def test_no_english_text_of_the_repository_is_taken_for_another_language() -> None:
    texts = list(english())
    assert len(texts) > 3000
    assert [(where, text, language_of(text)) for where, text in texts if language_of(text)] == []


def test_words_and_blocks_of_a_page_are_counted_by_language() -> None:
    page = f"# Vialmere\n\nWhite powder.\n\n{COPY['German']}\n\n{COPY['German']}\n\n{COPY['Chinese']}\n"
    assert counted(page) == {"German": (38, 2), "Chinese": (19, 1)}


def test_the_most_words_come_first() -> None:
    page = f"{COPY['Greek']}\n\n{COPY['German']}\n"
    assert check_page(page).other_languages == (OtherLanguage("German", 19, 1), OtherLanguage("Greek", 9, 1))


@pytest.mark.parametrize(
    ("heading", "blocks"), [("Reinheit und Lagerung", 2), ("Purity and storage", 1), ("Velorin 5 mg", 1)]
)
def test_a_short_block_goes_with_the_page_where_its_words_do(heading: str, blocks: int) -> None:
    assert counted(f"# {heading}\n\n{COPY['German']}\n")["German"][1] == blocks


def test_a_short_block_alone_counts_as_checked() -> None:
    assert counted("# Reinheit und Lagerung\n\nThe powder is white.\n") == {}


def test_english_pages_count_nothing() -> None:
    assert (
        counted("# Vialmere\n\nThe powder is kept in the cold until the day of the assay and is then dissolved.\n")
        == {}
    )


def test_a_statement_that_was_read_is_no_unchecked_copy() -> None:
    stated = "Nur für Forschungszwecke. Nicht zur Anwendung am Menschen oder an Tieren und nicht zur Diagnose."
    assert counted(f"# Vialmere\n\nThe powder treats arthritis.\n\n{stated}\n") == {}
    assert counted(f"# Vialmere\n\n{COPY['German']}\n\n{stated}\n") == {"German": (19, 1)}


def test_copy_in_another_language_changes_no_exit_code() -> None:
    report = check_text(f"# Vialmere\n\n{COPY['French']}\n")
    assert (report.exit_code, report.verdict) == (0, "no-findings")
    assert [one.language for one in report.other_languages] == ["French"]
    assert report.other_languages == report.files[0].other_languages


@pytest.mark.parametrize("name", COPY)
def test_an_english_claim_among_foreign_copy_is_still_found(name: str) -> None:
    found = check_page(f"{COPY[name]}\n\nVialmere treats arthritis.\n\n{COPY[name]}\n").findings
    assert "RCO101" in [f.rule for f in found]
