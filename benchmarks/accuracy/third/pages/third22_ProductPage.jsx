import React from 'react'
import Table from './Table'

export default function ProductPage({ lot, price }) {
  return (
    <article className="product injectable-styles">
      <h1>Melanotan II acetate, 10 mg</h1>
      <p>
        Cyclic heptapeptide, 1024.2 g/mol. Agonist at the melanocortin receptors MC1R, MC3R,
        MC4R and MC5R with a Ki between 0.7 and 43 nM.
      </p>
      <Table
        rows={[
          ['Lot', lot],
          ['Purity', '99.2 % (HPLC)'],
          ['Appearance', 'white cake'],
          ['Storage', '-20 °C, dark'],
        ]}
      />
      <h2>Literature</h2>
      <ul>
        <li>
          <cite>Holm R. Pigmentation and feeding in mice after central melanocortins. Mock J Endocrinol. 2009.</cite>
        </li>
        <li>
          <cite>Vries T. Case report: melanoma after unlicensed tanning injections. Feigned Dermatol. 2014.</cite>
        </li>
      </ul>
      <p>We answer no question about tanning, dosing or injection.</p>
      <p className="price">{price ?? 'Price on request'}</p>
      <aside>
        For laboratory research use only. Not for human or veterinary use. Not a drug, food or
        cosmetic.
      </aside>
    </article>
  )
}
