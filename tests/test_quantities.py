"""Which stretches are amounts and schedules for a body, and which are what laboratories write?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marked import bare, gate, passage, spans
from rcolint.quantities import NAMES, UNITS, scan

IDS = {name: number for number, name in enumerate(NAMES)}


def quantities(text: str) -> list[tuple[str, str]]:
    """(name, quoted part) in the order of the text."""
    cut = passage(text)
    scan(cut, IDS)
    found = [(hit.first, hit.last, NAMES[number]) for number, hits in cut.hits.items() for hit in hits]
    return [(name, cut.text(first, last)) for first, last, name in sorted(found)]


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("«250 mcg» «daily»", "amount schedule"),
        ("«250mcg» «twice daily»", "amount schedule"),
        ("«250mcg», «twice daily»", "amount schedule"),
        ("«250 mcg» («daily»)", "amount schedule"),
        ("«2–5 mg» «per week»", "amount schedule"),
        ("«2 to 5 mg»", "amount"),
        ("«2.5-5 mg» «every other day»", "amount schedule"),
        ("«.25 mg» «once daily»", "amount schedule"),
        ("«5 000 mcg»", "amount"),
        ("«1,000 mg»", "amount"),
        ("«500 µg»", "amount"),
        ("«500 μg»", "amount"),
        ("«500 ㎍»", "amount"),
        ("«500 mikes»", "amount"),
        ("«500 mcg»/«day»", "amount schedule"),
        ("«10-20 mg»/«d»", "amount schedule"),
        ("«10 mg» «per 24 hours»", "amount schedule"),
        ("«50 mg» «nightly»", "amount schedule"),
        ("«5 mg» «1x/w»", "amount schedule"),
        ("«5 mg» «b.i.d».", "amount schedule"),
        ("«5 mg» «tid»", "amount schedule"),
        ("«5 mg» «qd»", "amount schedule"),
        ("«5 mg» «EOD»", "amount schedule"),
        ("«5 mg» «M/W/F»", "amount schedule"),
        ("«5 mg» «Mon/Wed/Fri»", "amount schedule"),
        ("«5 mg» on «Monday, Wednesday and Friday»", "amount schedule"),
        ("«250 mcg» | «daily»", "amount schedule"),
        ("dose: «250 mcg»; frequency: «daily»", "amount schedule"),
        ("«3x per week»", "schedule"),
        ("«3x/week»", "schedule"),
        ("«3 times a day»", "schedule"),
        ("«twice a week»", "schedule"),
        ("«every 12 hours»", "schedule"),
        ("«every three days»", "schedule"),
        ("«every other morning»", "schedule"),
        ("once «every two weeks»", "schedule"),
        ("«5 on 2 off»", "schedule"),
        ("«5 days on, 2 days off»", "schedule"),
        ("«five days in seven»", "schedule"),
        ("«three days a week»", "schedule"),
        ("«2 capsules» «daily»", "count-form schedule"),
        ("«two drops» under the tongue", "count-form"),
        ("«one scoop» «a day»", "count-form schedule"),
        ("«half a tablet»", "count-form"),
        ("«1/2 tablet»", "count-form"),
        ("«½ tablet»", "count-form"),
        ("«half an hour»", "duration"),
        ("«1-2 sprays» «each night»", "count-form schedule"),
        ("«20 ticks»", "syringe-units"),
        ("«10 units» on the syringe", "syringe-units"),
        ("«24 U» «daily»", "syringe-units schedule"),
        ("«0.3 mL» «twice weekly»", "volume schedule"),
        ("«10 mg/kg»", "amount-per-body"),
        ("«10 mg per kg»", "amount-per-body"),
        ("«0.5 mg/kg»/«day»", "amount-per-body schedule"),
        ("«Week 1-4»: «2.5 mg»", "week-label amount"),
        ("«Weeks 5 to 8»", "week-label"),
        ("for «8 weeks»", "duration"),
        ("a «12-week» plan", "duration"),
        ("weighing «80 kg»", "body-weight"),
        ("down «15 %»", "percent"),
    ],
)
def test_amounts_and_schedules_of_a_body_are_typed(marked: str, names: str) -> None:
    assert quantities(bare(marked)) == list(zip(names.split(), spans(marked), strict=True))


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("a «5 mg vial»", "pack-size"),
        ("«5mg/vial»", "pack-size"),
        ("«10 mg per vial»", "pack-size"),
        ("two «5 mg vials»", "number pack-size"),
        ("«30-capsule bottle»", "pack-size"),
        ("«60 caps per bottle»", "pack-size"),
        ("a «2 mL ampoule»", "pack-size"),
        ("«5 mg/mL» stock", "concentration"),
        ("«10 ng/mL»", "concentration"),
        ("«10 mg per 100 mL»", "concentration"),
        ("«1 g per litre»", "concentration"),
        ("«1419.5 g/mol»", "concentration"),
        ("«10 mM» in DMSO", "concentration"),
        ("IC50 of «5 nM»", "concentration"),
        ("a «1:1000» dilution", "concentration"),
        ("«10 µL per well»", "concentration"),
        ("«50 U/mg»", "concentration"),
        ("«100 IU/mg»", "concentration"),
        ("«5 units per reaction»", "concentration"),
        ("«2 mL/min»", "concentration"),
        ("at «-20 °C»", "temperature"),
        ("at «37 degrees Celsius»", "temperature"),
        ("at «-80 C» for «6 months»", "temperature duration"),
        ("«99.5%» pure", "percent"),
    ],
)
def test_what_laboratories_write_is_typed_as_something_else(marked: str, names: str) -> None:
    wanted = [
        (n, part.removeprefix("-")) for n, part in zip(names.replace("number ", "").split(), spans(marked), strict=True)
    ]
    assert [q for q in quantities(bare(marked)) if q[0] != "number"] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Add 10 mM compound and incubate for 24 hours.",
        "Prepare a 5 mg/mL stock in DMSO and dilute 1:1000 in buffer.",
        "IC50 12 nM; EC50 40 nM; Ki 3.1 nM; Kd 0.4 nM.",
        "Pipette 10 uL per well and wash 3 times.",
        "The dose-response curve was read at eight concentrations.",
        "Run the titration curve with five points.",
        "Inject 10 uL onto the HPLC column; injection volume 10 uL; flow 1 mL/min.",
        "Treat the cultures with 5 uM inhibitor for 48 hours.",
        "Mice received 10 mg/kg i.p. (Hale et al., 2019).",
        "Rats were given 5 mg/kg s.c. daily for 14 days in the study by Orme et al.",
        "LD50 (oral, rat): 2,400 mg/kg, OECD 401.",
        "If swallowed: rinse mouth and get medical attention. Treat symptomatically.",
        "Net content: 10 mg vial. MW 1419.5 g/mol. CAS 137525-51-0. Purity 99.1 %.",
        "Store lyophilised powder at -20 °C for up to 24 months.",
        "The stock keeps for one week at 4 °C.",
        "35 PCR cycles of 30 seconds at 60 °C.",
        "Avoid more than three freeze-thaw cycles.",
        "One unit releases 1 umol of product per minute at 37 °C.",
        "Billing cycle: monthly. Take 10 % off two vials or more.",
        "The resin cures in 24 hours at 25 °C.",
        "Ships in 2 days; orders leave every weekday.",
        "Spin at 500 g for 10 minutes.",
        "Loading control: 20 ug protein per lane.",
        "The kit holds 96 wells and 2 plates.",
        "Multi-dose vial, 10 mL fill volume.",
    ],
)
def test_the_laboratory_look_alikes_stay_out_of_the_gate(text: str) -> None:
    assert [(f.rule, f.text) for f in gate(text)] == []


@given(
    st.lists(
        st.sampled_from(
            [
                *sorted(UNITS),
                "5",
                "1.5",
                ".5",
                "half",
                "to",
                "or",
                "per",
                "/",
                "-",
                "every",
                "a",
                "x",
                "on",
                "off",
                "daily",
                "|",
                ",",
                "\n\n",
                "24",
                "b",
                "i",
                "d",
                "monday",
                "and",
                "week",
            ]
        ),
        max_size=12,
    )
)
def test_any_pile_of_numbers_and_units_is_read(words: list[str]) -> None:
    cut = passage(" ".join(words))
    scan(cut, IDS)
    for hits in cut.hits.values():
        assert all(0 <= hit.first <= hit.last < len(cut.words) for hit in hits)
        assert [hit.first for hit in hits] == sorted(hit.first for hit in hits)
