import type { ChipTone } from '../../../web/kit/StateChip.tsx'
import type { Conversation, Status } from '../contract.ts'
import type { texts } from './texts.ts'

type Key = keyof typeof texts

export const statusWords = {
  new: 'new',
  open: 'statusOpen',
  waiting: 'waiting',
  resolved: 'resolved',
  spam: 'spam',
} as const satisfies Record<Status, Key>

/** Flags a person reads, in the order in which they matter; those left out are not told in the list. */
const flagWords = {
  'sender-failed': { words: 'flagSenderFailed', tone: 'broken' },
  'delivery-failed': { words: 'flagDeliveryFailed', tone: 'broken' },
  'not-sent': { words: 'flagNotSent', tone: 'soon' },
  'stranger-wrote': { words: 'flagStranger', tone: 'soon' },
  linked: { words: 'flagLinked', tone: 'plain' },
} as const satisfies Record<string, { words: Key; tone: ChipTone }>

const flagNames = Object.keys(flagWords) as (keyof typeof flagWords)[]

/** The most telling flag of a conversation: a row has room for one. */
export function firstFlag(flags: Conversation['flags']) {
  const name = flagNames.find((flag) => flags.includes(flag))
  return name && flagWords[name]
}

/** How long something has lasted, in the largest whole unit: `{ key: 'hours', count: 3 }`. Milliseconds since 1970. */
export function lasted(since: number, now: number): { key: 'minutes' | 'hours' | 'days'; count: number } {
  const minutes = Math.max(1, Math.floor((now - since) / 60_000))
  if (minutes < 60) return { key: 'minutes', count: minutes }
  if (minutes < 48 * 60) return { key: 'hours', count: Math.floor(minutes / 60) }
  return { key: 'days', count: Math.floor(minutes / (24 * 60)) }
}
