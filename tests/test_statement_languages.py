"""Are statements in other languages graded by the same elements as English ones?"""

import re

import pytest

from conftest import ROOT
from marked import check_page
from rcolint.checks.glossaries import GLOSSARIES
from rcolint.checks.translations import STEMS, glossary, languages_of, translated
from rcolint.model import Statement, TextBlock
from rcolint.positions import SourceMap
from rcolint.text import Passage, words_of

CLAIM = "Vialmere Blend treats arthritis."


def statement(text: str, claim: str = CLAIM, profile: str = "ruo") -> Statement:
    """The first statement of a page with an English claim and this text on it."""
    return check_page(f"# Vialmere Blend\n\n{claim}\n\n{text}\n", profile=profile).pages[0].statements[0]


OK = {
    "German": [
        "Nur für Forschungszwecke. Nicht zur Anwendung am Menschen.",
        "Ausschließlich für die Laborforschung bestimmt. Nicht für den menschlichen Verzehr oder die Anwendung an Tieren.",
        "AUSSCHLIESSLICH FÜR FORSCHUNGSZWECKE. KEINE ANWENDUNG AN MENSCH UND TIER.",
        "Nur fuer den Einsatz im Labor, nicht fuer diagnostische oder therapeutische Zwecke.",
        "Dieses Produkt ist nur zur Verwendung in der Forschung vorgesehen. Die Anwendung am Menschen ist verboten.",
        "Der Forschung vorbehalten. Darf nicht an Menschen verabreicht werden.",
        "- Nur für Forschungszwecke\n- Kein Arzneimittel, kein Lebensmittel, kein Kosmetikum",
        "Nur zu Forschungszwecken.\n\nNicht zur Anwendung bei Menschen oder Tieren.",
    ],
    "French": [
        "Pour la recherche uniquement. Ne pas utiliser chez l'homme.",
        "Réservé à un usage de recherche en laboratoire. Ne convient pas à l'usage humain ou vétérinaire.",
        "Uniquement à des fins de recherche ; usage humain interdit.",
        "Exclusivement destiné à la recherche. Non destiné à la consommation humaine ni à un usage diagnostique.",
        "RÉSERVÉ À LA RECHERCHE. INTERDIT À L'USAGE HUMAIN.",
        "Produit à usage exclusif de laboratoire, à l'exclusion de tout usage humain, vétérinaire ou thérapeutique.",
        "Usage en recherche seulement. N'est pas un médicament, un aliment ou un cosmétique.",
        "- À des fins de recherche uniquement\n- Ne pas administrer aux personnes",
    ],
    "Spanish": [
        "Solo para investigación. No apto para uso humano.",
        "Únicamente para uso en investigación de laboratorio. No destinado al consumo humano ni al uso veterinario.",
        "Para uso exclusivo en investigación; prohibido su uso en humanos.",
        "Uso exclusivo de laboratorio. No usar en personas ni en animales.",
        "EXCLUSIVAMENTE PARA FINES DE INVESTIGACIÓN. NO ES UN MEDICAMENTO.",
        "Producto destinado únicamente a la investigación. No debe utilizarse con fines diagnósticos.",
        "- Solo para uso en laboratorio\n- No apto para consumo humano",
        "Sólo con fines de investigación. No administrar a personas ni animales.",
    ],
    "Italian": [
        "Solo per uso di ricerca. Non per uso umano.",
        "Esclusivamente per scopi di ricerca. Non destinato al consumo umano o all'uso veterinario.",
        "Ad uso esclusivo di laboratorio; vietato l'uso umano.",
        "A solo scopo di ricerca. Non per uso diagnostico o terapeutico.",
        "Destinato unicamente alla ricerca di laboratorio. Non somministrare a persone o animali.",
        "RISERVATO ALLA RICERCA. NON È UN FARMACO.",
        "- Soltanto per la ricerca\n- Non usare sull'uomo",
        "Prodotto per sola ricerca. L'uso sull'uomo non è consentito.",
    ],
    "Dutch": [
        "Uitsluitend voor onderzoek. Niet voor menselijk gebruik.",
        "Alleen voor laboratoriumgebruik. Niet bestemd voor menselijke consumptie of voor dieren.",
        "Enkel voor onderzoeksdoeleinden; niet voor diagnostisch of therapeutisch gebruik.",
        "Dit product is alleen bedoeld voor onderzoek. Gebruik bij mensen is verboden.",
        "VOORBEHOUDEN AAN WETENSCHAPPELIJK ONDERZOEK. NIET TOEDIENEN AAN MENS OF DIER.",
        "Uitsluitend bestemd voor onderzoek in het laboratorium. Geen geneesmiddel, geen voedingsmiddel.",
        "- Alleen voor onderzoek\n- Niet geschikt voor menselijke consumptie",
        "Slechts voor onderzoeksgebruik. Niet gebruiken bij mensen of dieren.",
    ],
    "Portuguese": [
        "Apenas para pesquisa. Não destinado ao uso humano.",
        "Somente para uso em pesquisa laboratorial. Não usar em humanos ou animais.",
        "Exclusivamente para fins de investigação; impróprio para consumo humano.",
        "Uso exclusivo em laboratório. Não é medicamento, alimento nem cosmético.",
        "SÓ PARA PESQUISA. PROIBIDO O USO EM PESSOAS.",
        "Produto destinado unicamente à investigação. Não utilizar para diagnóstico ou tratamento.",
        "- Apenas para fins de pesquisa\n- Não administrar a pessoas ou animais",
        "Para uso exclusivo em pesquisa. O uso humano não é permitido.",
    ],
    "Polish": [
        "Wyłącznie do celów badawczych. Nie do stosowania u ludzi.",
        "Tylko do użytku laboratoryjnego. Nie do spożycia przez ludzi ani zwierzęta.",
        "Produkt przeznaczony wyłącznie do badań naukowych; nie stosować u ludzi i zwierząt.",
        "Jedynie do badań laboratoryjnych. Nie do celów diagnostycznych ani terapeutycznych.",
        "WYLACZNIE DO CELOW BADAWCZYCH. NIE DO UZYTKU U LUDZI.",
        "Do badań laboratoryjnych wyłącznie. Stosowanie u ludzi jest zabronione.",
        "- Tylko do badań\n- To nie jest lek, żywność ani kosmetyk",
        "Wyłącznie na potrzeby badań. Zakaz stosowania u ludzi.",
    ],
}
WEAK = {
    "German": ["Nur für Forschungszwecke.", "Für Forschungszwecke.", "Forschungschemikalie.", "Nicht für den menschlichen Verzehr."],
    "French": ["Pour la recherche uniquement.", "À des fins de recherche.", "Produit chimique de recherche.", "Non destiné à la consommation humaine."],
    "Spanish": ["Solo para investigación.", "Para fines de investigación.", "Producto químico de investigación.", "No apto para consumo humano."],
    "Italian": ["Solo per uso di ricerca.", "Per scopi di ricerca.", "Prodotto chimico di ricerca.", "Non per uso umano."],
    "Dutch": ["Alleen voor onderzoek.", "Voor onderzoeksdoeleinden.", "Onderzoekschemicalie.", "Niet voor menselijke consumptie."],
    "Portuguese": ["Apenas para pesquisa.", "Para fins de pesquisa.", "Produto químico de pesquisa.", "Não destinado ao consumo humano."],
    "Polish": ["Wyłącznie do celów badawczych.", "Do celów badawczych.", "Odczynnik badawczy.", "Nie do spożycia przez ludzi."],
}  # fmt: skip
HEDGED = {
    "German": "Hauptsächlich nur für Forschungszwecke. Nicht zur Anwendung am Menschen.",
    "French": "En général uniquement pour la recherche. Ne pas utiliser chez l'homme.",
    "Spanish": "Principalmente solo para investigación. No apto para uso humano.",
    "Italian": "In genere solo per uso di ricerca. Non per uso umano.",
    "Dutch": "In principe uitsluitend voor onderzoek. Niet voor menselijk gebruik.",
    "Portuguese": "Principalmente apenas para pesquisa. Não destinado ao uso humano.",
    "Polish": "Zasadniczo tylko do celów badawczych. Nie do stosowania u ludzi.",
}
MISSING = {
    "German": ["Unsere Forschung begann in einer Garage.", "Nur unser Labor weiß das.", "Der Versand dauert zwei Tage, auch für Labore.", "Nicht nur für Forschungszwecke, auch für Menschen."],
    "French": ["Notre équipe de recherche aime ce travail.", "Le laboratoire est ouvert le lundi.", "Pas seulement pour la recherche, mais pour vous."],
    "Spanish": ["Nuestro equipo de investigación responde en un día.", "El laboratorio abre los lunes.", "No solo para investigación, también para usted."],
    "Italian": ["Il nostro gruppo di ricerca risponde in un giorno.", "Il laboratorio apre il lunedì.", "Non solo per la ricerca, anche per voi."],
    "Dutch": ["Ons onderzoek begon in een schuur.", "Het laboratorium is op maandag open.", "Niet alleen voor onderzoek, ook voor u."],
    "Portuguese": ["A nossa equipa de pesquisa responde num dia.", "O laboratório abre à segunda-feira.", "Não apenas para pesquisa, também para você."],
    "Polish": ["Nasze badania zaczęły się w garażu.", "Laboratorium jest otwarte w poniedziałki.", "Nie tylko do badań, także dla ciebie."],
}  # fmt: skip


def each(table: dict[str, list[str]]) -> list[str]:
    return [text for texts in table.values() for text in texts]


@pytest.mark.parametrize("text", each(OK))
def test_a_restriction_and_an_exclusion_are_ok_on_an_english_page(text: str) -> None:
    found = statement(text)
    assert (found.status, found.required) == ("ok", True)
    assert "restriction" in found.filled


@pytest.mark.parametrize("text", each(WEAK))
def test_anything_less_is_weak(text: str) -> None:
    found = statement(text)
    assert found.status == "weak"
    assert found.missing


@pytest.mark.parametrize("text", HEDGED.values())
def test_a_hedged_restriction_is_weak(text: str) -> None:
    found = statement(text)
    assert found.status == "weak"
    assert "restriction" in found.missing


@pytest.mark.parametrize("text", each(MISSING))
def test_other_talk_is_no_statement(text: str) -> None:
    assert statement(text).status == "missing"


@pytest.mark.parametrize("text", each(OK))
def test_in_place_of_the_claim_a_page_in_the_language_is_ok_as_well(text: str) -> None:
    page = check_page(f"---\nlayout: product\n---\n# Vialmere\n\n{text}\n").pages[0]
    assert page.statements[0].status == "ok"
    assert not [f for f in page.findings if f.family == "statement"]


@pytest.mark.parametrize("language", OK)
def test_what_is_accepted_is_shown_as_it_stands(language: str) -> None:
    text = OK[language][0]
    found = statement(f"Die Ware.\n\n{text}")
    assert found.text == text


def test_a_statement_behind_an_english_sentence_is_seen() -> None:
    assert statement("White powder, 5 mg. Nur für Forschungszwecke. Nicht zur Anwendung am Menschen.").status == "ok"


def test_a_complete_statement_in_one_language_is_preferred_to_half_of_one_in_another() -> None:
    assert (
        statement("For research use only.\n\nNur für Forschungszwecke. Nicht zur Anwendung am Menschen.").status == "ok"
    )
    assert statement("Nur für Forschungszwecke.\n\nFor research use only. Not for human use.").status == "ok"


@pytest.mark.parametrize(
    "text",
    [
        "Nicht für den menschlichen Verzehr, nur für Forschungszwecke.",
        "Solo para investigación. No apto para consumo humano.",
        "Pour la recherche uniquement. Non destiné à la consommation humaine.",
        "Tylko do badań. Nie do spożycia przez ludzi.",
    ],
)
def test_an_exclusion_of_eating_alone_is_flagged_as_in_english(text: str) -> None:
    assert "consumption-only" in statement(text).flags


@pytest.mark.parametrize(
    "advice",
    [
        "Anwendung auf eigene Gefahr.",
        "Fragen Sie vorher Ihren Arzt.",
        "Demandez conseil à votre médecin.",
        "Consulte antes a su médico.",
        "Tenere fuori dalla portata dei bambini.",
        "Gebruik op eigen risico.",
        "Consulte o seu médico.",
        "Stosować na własną odpowiedzialność.",
    ],
)
def test_advice_to_somebody_who_would_take_it_is_seen_beside_the_statement(advice: str) -> None:
    language = next(
        name for name in OK if any(w in translated(words_of(advice), name) for w in ("risk", "doctor", "children"))
    )
    assert "assumes-use" in statement(f"{OK[language][0]} {advice}").flags


@pytest.mark.parametrize("language", OK)
def test_fixed_texts_are_english_and_a_translation_beside_them_does_no_harm(language: str) -> None:
    kit = "# Sepsis panel\n\nMeasures procalcitonin and treats sepsis.\n\n{}\n"
    fixed = "For Research Use Only. Not for use in diagnostic procedures."
    alone = check_page(kit.format(OK[language][0]), profile="ivd-ruo").pages[0].statements[0]
    both = check_page(kit.format(f"{fixed}\n\n{OK[language][0]}"), profile="ivd-ruo").pages[0].statements[0]
    assert (alone.kind, alone.status) == ("ivd", "altered")
    assert (both.kind, both.status) == ("ivd", "ok")


@pytest.mark.parametrize("text", ["Nur für Forschungszwecke.", "Réservé à un usage de recherche."])
def test_a_research_statement_on_a_supplement_is_out_of_place(text: str) -> None:
    page = check_page(f"# Daymel capsules\n\n{text}\n", profile="supplement").pages[0]
    assert [f.rule for f in page.findings if f.family == "statement"] == ["RCO706"]


@pytest.mark.parametrize("language", GLOSSARIES)
def test_a_glossary_says_nothing_twice(language: str) -> None:
    exact, loose = glossary(language)
    entries = [e.words for found in exact.values() for e in found] + [e.words for e in loose]
    assert sorted({e for e in entries if entries.count(e) > 1}) == []


@pytest.mark.parametrize("language", GLOSSARIES)
def test_every_glossary_is_opened_by_its_words_for_research_and_people(language: str) -> None:
    named = [t for t in each(OK) + each(WEAK) if t in OK[language] + WEAK[language]]
    for text in named:
        assert language in languages_of([Passage(TextBlock(text, SourceMap.identity(len(text)), "paragraph"))]), text
    assert STEMS.keys() == GLOSSARIES.keys()


def test_english_pages_open_no_glossary() -> None:
    text = "For laboratory research use only. Not for human, veterinary or personal use by scientists, men's or women's labs."
    assert languages_of([Passage(TextBlock(text, SourceMap.identity(len(text)), "paragraph"))]) == []


def test_words_are_put_the_english_way_round() -> None:
    assert translated(words_of("Uso exclusivo en laboratorio"), "Spanish") == ["use", "only", "in", "laboratory"]
    assert translated(words_of("à des fins de recherche"), "French") == ["for", "research"]
    assert translated(words_of("Nicht zur Anwendung am Menschen"), "German") == ["not", "for", "human", "use"]


def documented() -> list[tuple[str, str]]:
    """The statements that the page on languages shows, and the grade it gives them."""
    page = (ROOT / "docs" / "languages.md").read_text(encoding="utf-8")
    return re.findall(r"^\| `(.+)` \| (\w+)", page, re.M)


def test_the_page_on_languages_shows_grades_that_hold() -> None:
    shown = documented()
    assert len(shown) >= 5
    assert [(text, statement(text).status) for text, _ in shown] == shown
