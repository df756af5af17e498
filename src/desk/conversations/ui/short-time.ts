import type { Language } from '../../../core/texts.ts'
import { clockWords, dayWords } from '../../../web/kit/time-words.ts'

const day = 86_400_000

/**
 * A moment in as little room as a row has: the time of day today, the weekday within a week, the date beyond, with its year
 * when that is not this one. Milliseconds since 1970; `timeZone` is the browser's unless given.
 */
export function shortTime(at: number, now: number, language: Language, timeZone?: string): string {
  if (dayWords(at, now, language, timeZone) === dayWords(now, now, language, timeZone))
    return clockWords(at, language, timeZone)
  const locale = language === 'en' ? 'en-GB' : language
  const words = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone }).format(at)
  if (now - at < 6 * day && at < now) return words({ weekday: 'short' })
  const year = (moment: number) => new Intl.DateTimeFormat(locale, { year: 'numeric', timeZone }).format(moment)
  return year(at) === year(now)
    ? words({ day: 'numeric', month: 'short' })
    : words({ day: 'numeric', month: 'numeric', year: '2-digit' })
}
