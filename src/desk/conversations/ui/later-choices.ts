export type LaterName = 'inTwoHours' | 'tomorrowMorning' | 'monday'

/**
 * The usual moments to send at, seen from `now` (milliseconds since 1970), in the browser's own time zone: mornings are at
 * eight, two hours are rounded to the quarter. On a Sunday tomorrow is Monday, and is offered once.
 */
export function laterChoices(now: number): { name: LaterName; at: number }[] {
  const quarter = 15 * 60_000
  const morning = (days: number) => {
    const date = new Date(now)
    date.setDate(date.getDate() + days)
    date.setHours(8, 0, 0, 0)
    return date.getTime()
  }
  const toMonday = (8 - new Date(now).getDay()) % 7 || 7
  return [
    { name: 'inTwoHours', at: Math.ceil((now + 2 * 3_600_000) / quarter) * quarter },
    { name: 'tomorrowMorning', at: morning(1) },
    ...(toMonday > 1 ? [{ name: 'monday' as const, at: morning(toMonday) }] : []),
  ]
}

/** What a field for date and time takes: "2026-11-24T08:00", in the browser's own time zone. */
export function localInput(at: number): string {
  const date = new Date(at)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`
}
