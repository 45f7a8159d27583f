import { useCallback, useEffect, useState } from 'react'
import { api } from '../api'

// Treats a missing page as the first one; cures the flicker of older browsers.
export function useOrders(patientId: string) {
  const [orders, setOrders] = useState<string[]>([])
  const [health, setHealth] = useState('unknown')

  const inject = useCallback(async () => {
    const response = await api.get(`/orders/${patientId}?cycle=weekly`)
    setOrders(response.data)
    setHealth('recovered')
  }, [patientId])

  useEffect(() => {
    void inject()
  }, [inject])

  return { orders, health, inject }
}

export function OrderStatus({ health }: { health: string }) {
  return (
    <div className="pain-point anti-flicker">
      <p>System health: {health}</p>
      <p>Orders are refreshed twice a day. If the list looks tired, press reload.</p>
      <button title="Restore the list">Restore</button>
      <p>Large exports may take two minutes; please do not close the window.</p>
    </div>
  )
}
