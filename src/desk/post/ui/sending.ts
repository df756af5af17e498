import type { ChipTone } from '../../../web/kit/StateChip.tsx'
import type { Outgoing } from '../contract.ts'

export type SendingState = Outgoing['state']

/** The sign a state is drawn with. */
export const toneOf: Readonly<Record<SendingState, ChipTone>> = {
  held: 'waiting',
  waiting: 'plain',
  queued: 'fjord',
  sending: 'fjord',
  sent: 'kept',
  failed: 'broken',
  bounced: 'broken',
  cancelled: 'plain',
}

/** What one may ask to see alone, in the order people look for it. */
export const filters = ['held', 'queued', 'failed', 'bounced', 'sent'] as const satisfies readonly SendingState[]

/** Mail that only goes on when a person says so. */
export const canTryAgain = (state: SendingState): boolean => state === 'held' || state === 'failed'

const known: ReadonlySet<string> = new Set(Object.keys(toneOf))
/** A recipient's state is an open word in the contract; ones we know are said in the person's language. */
export const isSendingState = (state: string): state is SendingState => known.has(state)
