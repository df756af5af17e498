const weekMs = 7 * 86_400_000

export interface Bounces {
  bounces: number
  bouncedAt: Date | null
}

/** How often the address has bounced by now: a bounce more than a week after the last starts the count anew. */
export function countBounce(before: Bounces, at: Date): number {
  const recent = before.bouncedAt !== null && at.getTime() - before.bouncedAt.getTime() <= weekMs
  return recent ? before.bounces + 1 : 1
}

/** Whether a person should be told before writing there again. */
export const isMarked = ({ bounces }: Pick<Bounces, 'bounces'>): boolean => bounces >= 2
