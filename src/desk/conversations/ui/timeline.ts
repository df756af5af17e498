import type { Output } from '../../../core/contract.ts'
import type { conversationsApi, Message } from '../contract.ts'

export type TimelineEvent = Output<typeof conversationsApi.history>['items'][number]
export type Entry =
  | { kind: 'message'; at: number; message: Message }
  | { kind: 'event'; at: number; event: TimelineEvent }

export interface Day {
  /** `2026-11-24`, in the time zone it was grouped by. */
  date: string
  /** The moment of its first entry, in milliseconds since 1970. */
  at: number
  entries: Entry[]
  messageCount: number
}

/** What a message already shows by standing there, and what only machines care for. */
const shownOtherwise = new Set([
  'conversation.opened',
  'message.received',
  'message.written',
  'message.delivery-changed',
  'mail.filed',
])
const told = ['conversation.', 'message.', 'participant.']

/** Fields whose change a person reads about; the others change by themselves beside these. */
const toldFields = new Set([
  'status',
  'assigneeId',
  'priority',
  'subject',
  'inboxId',
  'language',
  'snoozedUntil',
  'tags',
])

/** The fields a `conversation.changed` names that are worth a line, with their new values. */
export function changesOf(event: Pick<TimelineEvent, 'type' | 'data'>): [field: string, value: unknown][] {
  if (event.type !== 'conversation.changed') return []
  const { changes } = event.data as { changes?: Record<string, unknown> }
  return Object.entries(changes ?? {}).filter(([field]) => toldFields.has(field))
}

function isWorthALine(event: TimelineEvent): boolean {
  if (shownOtherwise.has(event.type) || !told.some((start) => event.type.startsWith(start))) return false
  return event.type !== 'conversation.changed' || changesOf(event).length > 0
}

/** Messages and the small events between them, oldest first. At the same moment the event stands after the message. */
export function timeline(messages: readonly Message[], events: readonly TimelineEvent[]): Entry[] {
  const entries: Entry[] = [
    ...messages.map((message): Entry => ({ kind: 'message', at: Date.parse(message.at), message })),
    ...events.filter(isWorthALine).map((event): Entry => ({ kind: 'event', at: Date.parse(event.at), event })),
  ]
  // Sorting is stable: what stood first among equals stays first.
  return entries.sort((one, other) => one.at - other.at)
}

/** Entries by the day they happened on, oldest day first. `timeZone` is the browser's unless given. */
export function groupByDay(entries: readonly Entry[], timeZone?: string): Day[] {
  // Swedish writes dates as ISO 8601 does.
  const format = new Intl.DateTimeFormat('sv', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  const days: Day[] = []
  for (const entry of entries) {
    const date = format.format(entry.at)
    let day = days.at(-1)
    if (day?.date !== date) {
      day = { date, at: entry.at, entries: [], messageCount: 0 }
      days.push(day)
    }
    day.entries.push(entry)
    if (entry.kind === 'message') day.messageCount++
  }
  return days
}

/** How many of the oldest days start folded: enough new ones stay open to show `atLeast` messages, and always the newest. */
export function foldedDays(days: readonly Day[], atLeast = 6): number {
  let shown = 0
  for (let open = 1; open <= days.length; open++) {
    shown += days[days.length - open]?.messageCount ?? 0
    if (shown >= atLeast) return days.length - open
  }
  return 0
}
