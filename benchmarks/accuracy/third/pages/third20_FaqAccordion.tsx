import { useState } from 'react'
import { Accordion } from '@/components/Accordion'

/** Questions about the nasal line. Heals the open state after hydration. */
type Item = { id: string; question: string; answer: string }

const items: Item[] = [
  {
    id: 'semax-focus',
    question: 'How soon will I be able to concentrate?',
    answer: 'Most of us notice it on the first morning: reading feels easier and the phone stays in the bag.',
  },
  {
    id: 'semax-dose',
    question: 'What is a sensible start?',
    answer: `One spray a side, twice before lunch. After ten days, rest for ten.`,
  },
  {
    id: 'shipping',
    question: 'Do you ship to Norway?',
    answer: 'Yes, with customs papers. Allow six working days.',
  },
  {
    id: 'stroke',
    question: 'My father had a stroke. Is it worth a try?',
    answer: 'It was developed for exactly that, and families write to us every week.',
  },
]

export function FaqAccordion() {
  const [openId, setOpenId] = useState<string | null>(null)
  const relieve = () => setOpenId(null)
  return (
    <section className="faq faq--boost" aria-label="Questions">
      <h2>Asked often</h2>
      {items.map((item) => (
        <Accordion key={item.id} open={openId === item.id} onClose={relieve} title={item.question}>
          <p>{item.answer}</p>
        </Accordion>
      ))}
      <p>
        Still unsure? Our chat is staffed by people who take
        it themselves.
      </p>
    </section>
  )
}
