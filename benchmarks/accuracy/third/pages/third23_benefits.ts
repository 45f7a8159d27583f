export interface Product {
  slug: string
  name: string
  benefits: string[]
  recommendedUse?: string
  faq: Record<string, string>
}

export const products: Product[] = [
  {
    slug: 'mots-c-10',
    name: 'MOTS-c 10 mg',
    benefits: ['Metabolic health', 'Longer runs', 'Insulin resistance', 'Sealed under argon'],
    recommendedUse: '10 mg once a week, in the morning, for ten weeks',
    faq: {
      storage: 'Minus twenty, in the dark.',
      effects: 'Expect a lift in stamina by the third week.',
    },
  },
  {
    slug: 'll-37-5',
    name: 'LL-37 5 mg',
    benefits: ['Sinus infections', 'Biofilm', 'Slow wounds'],
    faq: {
      storage: 'Minus twenty, in the dark.',
      effects: 'Chronic sinusitis that laughed at six antibiotics gives in.',
    },
  },
  {
    slug: 'glutathione-600',
    name: 'Glutathione 600 mg',
    benefits: ['Brighter skin', 'Liver detox'],
    recommendedUse: 'as needed after a long night',
    faq: { storage: 'Fridge.', effects: 'Clear head, clear face.' },
  },
]

export const stackOrder = (a: Product, b: Product): number => a.benefits.length - b.benefits.length
