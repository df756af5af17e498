/** English by RFC 5322 §3.3; the Nordic ones come from programs that format dates in the user's language. */
const MONTHS: Record<string, number> = {
  jan: 1,
  feb: 2,
  mar: 3,
  apr: 4,
  may: 5,
  maj: 5,
  mai: 5,
  jun: 6,
  jul: 7,
  aug: 8,
  sep: 9,
  oct: 10,
  okt: 10,
  nov: 11,
  dec: 12,
  des: 12,
}

/** Minutes east of UTC: the obsolete zones of RFC 5322 §4.3, and those that European programs write instead. */
const ZONES: Record<string, number> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  wet: 0,
  west: 60,
  bst: 60,
  cet: 60,
  met: 60,
  mez: 60,
  cest: 120,
  mest: 120,
  mesz: 120,
  eet: 120,
  eest: 180,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
}

const DAY_FIRST = /^(?:\p{L}+\.?,?\s+)?(\d{1,2})[\s.-]+(\p{L}{3,9})\.?[\s,-]+(\d{2,4})(?:[\s,T]+|$)/u
const MONTH_FIRST = /^(?:\p{L}+\.?,?\s+)?(\p{L}{3,9})\.?\s+(\d{1,2}),?\s+(?:(\d{4})\s+)?/u
const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[\sT]+|$)/
const TIME = /^(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*(am|pm)?\s*/i
const OFFSET = /^(?:(?:gmt|utc?)\s*)?([+-])(\d{1,2}):?(\d{2})/i

/**
 * A Date header to RFC 3339 in UTC, or null when it can't be read. Understands RFC 5322 §3.3 with the
 * obsolete forms of §4.3, ISO 8601, asctime, and a missing zone (taken as UTC, which RFC 5322 calls -0000).
 */
export function readMailDate(header: string): string | null {
  const text = header
    .slice(0, 200)
    .replace(/\([^()]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const day = readDay(text)
  if (day === null) return null
  const afterDay = text.slice(day.length)
  const time = TIME.exec(afterDay)
  if (time === null && afterDay !== '') return null
  const hour = hourOfDay(Number(time?.[1] ?? 0), time?.[4])
  const minute = Number(time?.[2] ?? 0)
  // A leap second exists in RFC 5322 but not in our clock.
  const second = Math.min(Number(time?.[3] ?? 0), 59)
  if (hour > 23 || minute > 59 || Number(time?.[3] ?? 0) > 60) return null
  let rest = afterDay.slice(time?.[0].length ?? 0)
  let { year } = day
  // asctime (Wed Mar  4 09:15:00 2026) has the year last, perhaps with a zone before it.
  if (year === null) {
    const found = /(?:^|\s)(\d{4})$/.exec(rest)
    if (found === null) return null
    year = Number(found[1])
    rest = rest.slice(0, found.index)
  }
  const offset = readOffset(rest.trim())
  if (offset === null) return null
  const midnight = Date.UTC(year, day.month - 1, day.day)
  const check = new Date(midnight)
  if (year < 1970 || year > 9999 || check.getUTCMonth() !== day.month - 1 || check.getUTCDate() !== day.day) return null
  const instant = midnight + ((hour * 60 + minute - offset) * 60 + second) * 1000
  return new Date(instant).toISOString().replace('.000Z', 'Z')
}

function readDay(text: string): { year: number | null; month: number; day: number; length: number } | null {
  const iso = ISO.exec(text)
  if (iso !== null) {
    return { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]), length: iso[0].length }
  }
  const dayFirst = DAY_FIRST.exec(text)
  if (dayFirst !== null) {
    const month = monthOf(dayFirst[2]!)
    if (month === 0) return null
    return { year: fullYear(dayFirst[3]!), month, day: Number(dayFirst[1]), length: dayFirst[0].length }
  }
  const monthFirst = MONTH_FIRST.exec(text)
  const month = monthOf(monthFirst?.[1] ?? '')
  if (monthFirst === null || month === 0) return null
  const year = monthFirst[3] === undefined ? null : Number(monthFirst[3])
  return { year, month, day: Number(monthFirst[2]), length: monthFirst[0].length }
}

function monthOf(word: string): number {
  return MONTHS[word.slice(0, 3).toLowerCase()] ?? 0
}

/** RFC 5322 §4.3: two digits below 50 are 20xx, other two and three digits count from 1900. */
function fullYear(digits: string): number {
  const year = Number(digits)
  if (digits.length === 4) return year
  return digits.length === 2 && year < 50 ? 2000 + year : 1900 + year
}

function hourOfDay(hour: number, half: string | undefined): number {
  if (half === undefined) return hour
  if (hour < 1 || hour > 12) return 99
  return (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0)
}

/** Minutes east of UTC, or null for what is no zone at all. */
function readOffset(zone: string): number | null {
  if (zone === '') return 0
  const numeric = OFFSET.exec(zone)
  if (numeric !== null) {
    const minutes = Number(numeric[2]) * 60 + Number(numeric[3])
    if (minutes > 24 * 60) return null
    return numeric[1] === '-' ? -minutes : minutes
  }
  const name = /^[a-z]+/i.exec(zone)?.[0].toLowerCase()
  // RFC 5322 §4.3: other alphabetic zones, the military letters among them, carry no information.
  return name === undefined ? null : (ZONES[name] ?? 0)
}
