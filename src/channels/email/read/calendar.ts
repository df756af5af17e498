import type { ParsedMail } from '../parsed-mail.ts'
import { cleanLine } from './encoded-words.ts'

export type Invitation = NonNullable<ParsedMail['signals']['calendar']>

// An invitation is a few kB; a whole exported calendar needs no summary.
const MAX_CALENDAR = 256 * 1024

/** Outlook writes Windows' zone names; these are the ones of the countries we serve and their neighbours. */
const WINDOWS_ZONES: Record<string, string> = {
  'W. Europe Standard Time': 'Europe/Berlin',
  'Romance Standard Time': 'Europe/Copenhagen',
  'Central Europe Standard Time': 'Europe/Budapest',
  'Central European Standard Time': 'Europe/Warsaw',
  'FLE Standard Time': 'Europe/Helsinki',
  'GMT Standard Time': 'Europe/London',
  'Greenwich Standard Time': 'Atlantic/Reykjavik',
}

interface Property {
  name: string
  params: string
  value: string
}

/** A moment as a calendar has it: RFC 3339 in UTC, or a date or local time alone where no zone is known. */
interface CalendarMoment {
  iso: string
  shown: string
  zone: string
}

/**
 * The first event of an iCalendar object (RFC 5545) and the lines that tell a person about it, or null when
 * there is none. Never throws.
 */
export function readInvitation(ics: string): { invitation: Invitation; lines: string[] } | null {
  const properties = readProperties(ics.slice(0, MAX_CALENDAR))
  const begin = properties.findIndex((p) => p.name === 'BEGIN' && /^VEVENT$/i.test(p.value.trim()))
  if (begin < 0) return null
  const end = properties.findIndex((p, index) => index > begin && p.name === 'END' && /^VEVENT$/i.test(p.value.trim()))
  const event = properties.slice(begin, end < 0 ? undefined : end)
  const find = (name: string) => event.find((property) => property.name === name)
  const summary = readText(find('SUMMARY'))
  const location = readText(find('LOCATION'))
  const start = readMoment(find('DTSTART'))
  const finish = readMoment(find('DTEND'))
  const method = properties.find((property) => property.name === 'METHOD')
  return {
    invitation: {
      method: cleanLine(method?.value ?? '').toUpperCase(),
      summary,
      start: start?.iso ?? null,
      end: finish?.iso ?? null,
      location,
    },
    lines: [summary, whenLine(start, finish), location].filter((line) => line !== ''),
  }
}

function readProperties(ics: string): Property[] {
  const lines = ics
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]/g, '')
    .split('\n')
  return lines.flatMap((line) => {
    const found = /^([A-Za-z0-9-]{1,60})((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^":;]*))*):(.*)$/.exec(line)
    return found === null ? [] : [{ name: found[1]!.toUpperCase(), params: found[2] ?? '', value: found[3] ?? '' }]
  })
}

/** RFC 5545 §3.3.11 */
function readText(property: Property | undefined): string {
  const text = (property?.value ?? '').replace(/\\([\\;,nN])/g, (_, char: string) => (/n/i.test(char) ? ' ' : char))
  return cleanLine(text).slice(0, 500).toWellFormed()
}

function readMoment(property: Property | undefined): CalendarMoment | null {
  const found = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?$/.exec(property?.value.trim() ?? '')
  if (property === undefined || found === null) return null
  const [, year, month, day, hour, minute, second, utc] = found
  const date = `${year}-${month}-${day}`
  if (hour === undefined) return { iso: date, shown: date, zone: '' }
  const local = `${date}T${hour}:${minute}:${second}`
  const shown = `${date} ${hour}:${minute}`
  if (utc === 'Z') return { iso: `${local}Z`, shown, zone: 'UTC' }
  const named = /;TZID=(?:"([^"]*)"|([^":;]*))/i.exec(property.params)
  const written = (named?.[1] ?? named?.[2] ?? '').replace(/^\/[^/]*\/(?:[^/]*\/)?(?=[A-Z]\w+\/)/, '')
  const zone = WINDOWS_ZONES[written] ?? written
  try {
    if (zone === '') return { iso: local, shown, zone }
    return { iso: Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant().toString(), shown, zone }
  } catch {
    // No such zone or date: told as the sender wrote it, without a claim about the instant.
    return { iso: local, shown, zone: cleanLine(zone).slice(0, 100) }
  }
}

function whenLine(start: CalendarMoment | null, finish: CalendarMoment | null): string {
  if (start === null) return ''
  const zone = start.zone === '' ? '' : ` ${start.zone}`
  if (finish === null || finish.shown === start.shown || !start.shown.includes(':')) return `${start.shown}${zone}`
  const sameDay = finish.shown.slice(0, 10) === start.shown.slice(0, 10)
  return `${start.shown}–${sameDay ? finish.shown.slice(11) : finish.shown}${zone}`
}
