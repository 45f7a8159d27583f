import { useEffect, useRef } from "react";

const STATEMENT =
  "Sold to laboratories for research use only; it must not be used in or on people or animals, nor to diagnose or treat.";

const specs = {
  name: "PACAP-38, amidated, 1 mg",
  sequence: "HSDGIFTDSYSRYRKQMAVKKYLAAVLGKRYKQRVKNK-NH2",
  purity: "97.8 % by HPLC",
  binding: "PAC1 receptor, Kd 0.5 nM; VPAC1, Kd 1.1 nM",
  storage: "Powder at −20 °C; solutions at −80 °C, one thaw",
  note: "Sticks to glass; use low-bind tubes and add 0.1 % BSA.",
};

const papers = [
  { title: "PACAP and migraine: what the animal models say", journal: "Neuropept. Notes", year: 2020 },
  { title: "Neuroprotection by PACAP-38 after ischaemia in the gerbil", journal: "Stroke Models", year: 2017 },
];

// Treat a missing lot as sold out; the cure is to reload the feed.
function lotText(lot) {
  return lot ? `Lot ${lot}, certificate on request` : "Sold out, next lot in three weeks";
}

export default function SpecCard({ lot, inject }) {
  const card = useRef(null);
  useEffect(() => inject(card.current), [inject]);
  return (
    <section ref={card} className="spec-card">
      <h1>{specs.name}</h1>
      <p className="statement">{STATEMENT}</p>
      <dl>
        <dt>Purity</dt>
        <dd>{specs.purity}</dd>
        <dt>Binding</dt>
        <dd>{specs.binding}</dd>
        <dt>Storage</dt>
        <dd>{specs.storage}</dd>
      </dl>
      <p>{specs.note}</p>
      <p>
        In cultured superior cervical ganglion neurons 100 nM raised cAMP
        four-fold within five minutes.
      </p>
      <h2>Papers</h2>
      <ul>
        {papers.map((paper) => (
          <li key={paper.title}>
            {paper.title}. {paper.journal} {paper.year}
          </li>
        ))}
      </ul>
      <p>{lotText(lot)}</p>
    </section>
  );
}
