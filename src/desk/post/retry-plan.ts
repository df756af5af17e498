/** When a mail that could not be handed over is tried again. Pure. */

const minutes = [1, 5, 15, 60, 180]
const afterThatMinutes = 360
const giveUpAfterDays = 5

export interface RetryFacts {
  /** Attempts made so far, this one included; from 1. */
  attempts: number
  firstDueAt: Date
  now: Date
  /** What the other server asked for, in seconds. */
  retryAfterSeconds?: number | undefined
  /** 0 to 1, from outside: spreads retries ±20 % so that a server coming back is not met by all at once. */
  chance: number
}

/** The next attempt, or null when it is time to give up (RFC 5321 §4.5.4.1: at least 4–5 days). */
export function nextAttempt({ attempts, firstDueAt, now, retryAfterSeconds, chance }: RetryFacts): Date | null {
  const wait = (minutes[attempts - 1] ?? afterThatMinutes) * 60_000 * (0.8 + 0.4 * chance)
  const next = new Date(now.getTime() + Math.max(wait, (retryAfterSeconds ?? 0) * 1000))
  return next.getTime() - firstDueAt.getTime() > giveUpAfterDays * 24 * 3600_000 ? null : next
}
