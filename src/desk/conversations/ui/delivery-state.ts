import type { Message } from '../contract.ts'

type Delivery = NonNullable<Message['delivery']>
/** How a message's way out is told: `undoable` and `later` are queued ones a person can still take back. */
export type DeliveryKind = 'undoable' | 'later' | Delivery['state']

/**
 * What to say about a message's delivery at `now` (milliseconds since 1970), and until when it can be taken back: null
 * when it can't. A held message waits for a mail server and can be taken back at any time.
 */
export function deliveryKind(delivery: Delivery, now: number): { kind: DeliveryKind; until: number | null } {
  const moment = (text: string | null) => (text === null ? 0 : Date.parse(text))
  const waits = delivery.state === 'queued' || delivery.state === 'held'
  if (waits && moment(delivery.sendAt) > now) return { kind: 'later', until: moment(delivery.sendAt) }
  if (waits && moment(delivery.undoUntil) > now) return { kind: 'undoable', until: moment(delivery.undoUntil) }
  return { kind: delivery.state, until: null }
}

export const deliveryTones = {
  undoable: 'plain',
  later: 'waiting',
  held: 'waiting',
  queued: 'plain',
  sent: 'kept',
  failed: 'broken',
  bounced: 'broken',
} as const satisfies Record<DeliveryKind, string>
