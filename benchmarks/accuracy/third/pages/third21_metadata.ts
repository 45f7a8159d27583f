import type { Metadata } from 'next'

const SUFFIX = ' | Peakform Research'

export const home: Metadata = {
  title: 'Peptides for Fat Loss, Muscle and Sleep' + SUFFIX,
  description: 'Burn stubborn fat, put on muscle and sleep through the night. 99 % pure, shipped cold.',
  keywords: ['buy retatrutide', 'peptides for weight loss', 'joint pain peptide'],
}

export const recovery: Metadata = {
  title: 'Recovery' + SUFFIX,
  description:
    'Torn rotator cuff? Tennis elbow? Compare BPC-157 and TB-500 and choose the one that gets you back on court.',
}

export const quality: Metadata = {
  title: 'Quality' + SUFFIX,
  description: 'HPLC and mass spectra for every lot, signed by the chemist who ran them.',
}

export const guides: Metadata = {
  title: 'Dosing guides and peptide calculator' + SUFFIX,
  description: 'Milligrams to syringe units in two clicks, with week-by-week plans.',
}

export const footer = {
  note: 'For research and educational purposes.',
  cacheSeconds: 3600,
  retryDose: 2,
}
