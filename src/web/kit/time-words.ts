import type { Language } from '../../core/texts.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const week = 7 * day

/** British English writes 24 hours and the day first, as the rest of the North does. */
const localeOf = (language: Language) => (language === 'en' ? 'en-GB' : language)

const formats = new Map<string, Intl.DateTimeFormat>()
function format(
  language: Language,
  timeZone: string | undefined,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `${language} ${timeZone} ${JSON.stringify(options)}`
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(localeOf(language), { ...options, timeZone })
  formats.set(key, made)
  return made
}

/** The time of day: "14.00" in Danish text, "14:00" elsewhere. */
export function clockWords(at: number, language: Language, timeZone?: string): string {
  return format(language, timeZone, { hour: '2-digit', minute: '2-digit' }).format(at)
}

/** The whole moment with its zone, for hovering and for screen readers. */
export function exactWords(at: number, language: Language, timeZone?: string): string {
  const date = format(language, timeZone, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(
    at,
  )
  const zone = format(language, timeZone, { timeZoneName: 'short' }).formatToParts(at)
  return `${date} ${clockWords(at, language, timeZone)} ${zone.find((part) => part.type === 'timeZoneName')?.value ?? ''}`.trim()
}

/** A day, as a heading: "mandag 24. november"; with its year when that is not this one. */
export function dayWords(at: number, now: number, language: Language, timeZone?: string): string {
  const year = (moment: number) => format(language, timeZone, { year: 'numeric' }).format(moment)
  return format(language, timeZone, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(year(at) === year(now) ? {} : { year: 'numeric' }),
  }).format(at)
}

/**
 * A moment as a person says it, seen from `now` (both in milliseconds since 1970): relative under a day, the weekday and
 * time under a week, the date beyond. Less than a minute away is `justNow`.
 */
export function timeWords(at: number, now: number, language: Language, justNow: string, timeZone?: string): string {
  const away = Math.abs(at - now)
  if (away < minute) return justNow
  if (away < day) {
    const [amount, unit]: [number, 'minute' | 'hour'] =
      away < hour ? [Math.floor(away / minute), 'minute'] : [Math.floor(away / hour), 'hour']
    const relative = new Intl.RelativeTimeFormat(localeOf(language), { style: 'short' })
    return relative.format(at < now ? -amount : amount, unit)
  }
  if (away < week) {
    const weekday = format(language, timeZone, { weekday: 'short' }).format(at)
    return `${weekday} ${clockWords(at, language, timeZone)}`
  }
  const sameYear =
    format(language, timeZone, { year: 'numeric' }).format(at) ===
    format(language, timeZone, { year: 'numeric' }).format(now)
  return format(language, timeZone, {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(at)
}
