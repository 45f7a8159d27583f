import { useState } from "react";

import { Chevron } from "./icons";

// One row of the panel: what the visitor asks and what we say.
type Row = { question: string; answer: string; doseTag?: boolean };

const rows: Row[] = [
  {
    question: "How do I start with tirzepatide?",
    answer: "2.5 mg once a week for the first four weeks, then 5 mg.",
    doseTag: true,
  },
  {
    question: "Where does the needle go?",
    answer:
      "Into the fat beside the navel or the outside of the thigh. " +
      "Pick a new place every time.",
  },
  {
    question: "I am on insulin. Is that a worry?",
    answer: "Most diabetics who buy from us end up needing less of it.",
  },
  {
    question: "How long does delivery take?",
    answer: "Two working days within Belgium, four elsewhere.",
  },
  {
    question: "Is it the same stuff as in the pens from the chemist's?",
    answer: "Same molecule, plainer glass.",
  },
  {
    question: "Can I send a parcel back?",
    answer: "Unopened, within 14 days, at your own cost.",
  },
];

export function FaqPanel() {
  const [open, setOpen] = useState<number | null>(null);
  return (
    <section aria-label="Questions about orders">
      <h2>Good questions, straight answers</h2>
      {rows.map((row, i) => (
        <article key={row.question} className="faq-row treat-as-card">
          <button onClick={() => setOpen(open === i ? null : i)}>
            {row.question} <Chevron />
          </button>
          {open === i && <p>{row.answer}</p>}
        </article>
      ))}
      <p>
        Lost two dress sizes and want to
        tell the world? Tag us and the next vial is free.
      </p>
    </section>
  );
}
