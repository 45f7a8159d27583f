"""Is copy in another language counted, and English never taken for one?"""

from pathlib import Path

import pytest
import yaml

from conftest import ROOT
from marked import check_page
from rcolint import language, readers
from rcolint.language import LANGUAGES, told
from rcolint.model import Document, OtherLanguage, TextBlock
from rcolint.positions import SourceMap
from rcolint.text import Passage, fold

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
