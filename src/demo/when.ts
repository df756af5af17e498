import type { When } from './chapter.ts'

/** The instant that `when` means, seen from `now` in `timeZone`. Throws on anything but the two forms of When. */
export function instantOf(when: When, now: Date, timeZone: string): Date {
  const minutes = /^(\d+)m$/.exec(when)?.[1]
  if (minutes !== undefined) return new Date(now.getTime() - Number(minutes) * 60_000)
  const [, days, hour, minute] = /^([1-9]\d*)d (\d\d):(\d\d)$/.exec(when) ?? []
  if (days === undefined) throw new Error(`"${when}" is no time of the story.`)
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone)
  const then = today.subtract({ days: Number(days) }).withPlainTime({ hour: Number(hour), minute: Number(minute) })
  return new Date(then.epochMilliseconds)
}
