export type PromiseState = 'open' | 'kept' | 'broken' | 'renewed' | 'released' | 'void'
/** What the drawing says beside the state: an open promise falls due soon when a quarter of its time is left, or an hour. */
export type Tone = 'open' | 'soon' | 'kept' | 'broken' | 'quiet'

const hour = 3_600_000

/**
 * Where *now* stands on the line from made (0) to due (1), and how the line looks. Moments in milliseconds since 1970;
 * `now` before the promise counts as 0, after it as 1.
 */
export function promiseLine(promise: { madeAt: number; dueAt: number; now: number; state: PromiseState }): {
  at: number
  tone: Tone
} {
  const { madeAt, dueAt, now, state } = promise
  const length = dueAt - madeAt
  const at = length <= 0 ? 1 : Math.min(1, Math.max(0, (now - madeAt) / length))
  if (state === 'kept') return { at: 1, tone: 'kept' }
  if (state === 'broken') return { at: 1, tone: 'broken' }
  if (state !== 'open') return { at, tone: 'quiet' }
  const left = dueAt - now
  if (left <= 0) return { at: 1, tone: 'broken' }
  return { at, tone: left <= hour || left <= length / 4 ? 'soon' : 'open' }
}
