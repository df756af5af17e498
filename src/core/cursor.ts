import { commonRefusals, refuse } from './refusal.ts'

/** Opaque places in a list: what a row was sorted by, and its id. */
function toCursor(parts: readonly (string | null)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url')
}

/**
 * @throws the refusal `not_understood` when the cursor is none of ours: starting the list anew instead would make a
 * program that pages loop for ever.
 */
export function fromCursor(cursor: string, length: number): (string | null)[] {
  let parts: unknown = null
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  const ours =
    Array.isArray(parts) &&
    parts.length === length &&
    parts.every((part) => part === null || (typeof part === 'string' && part.length < 200 && !part.includes('\0')))
  if (!ours) throw badCursor()
  return parts as (string | null)[]
}

export function badCursor() {
  return refuse(commonRefusals, 'not_understood', {
    errors: [{ pointer: '/cursor', code: 'invalid_cursor', message: 'is none of ours' }],
  })
}

/** A time and an id out of a cursor, for lists in order of time. */
export function timeAndId(cursor: string): { at: Date; id: string } {
  const [at, id] = fromCursor(cursor, 2)
  const time = isoTime.test(at ?? '') ? new Date(at as string) : new Date(Number.NaN)
  if (Number.isNaN(time.getTime()) || !isRowId(id)) throw badCursor()
  return { at: time, id }
}

// Stricter than Date and PostgreSQL agree on: years they read differently would be faults, not refusals.
const isoTime = /^\d{4}-\d\d-\d\dT[\d:.]{8,15}Z$/

export function isRowId(id: string | null | undefined): id is string {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id ?? '')
}

/** Cuts the one row too many off, and says where the next page starts. `rows` were asked for with `limit + 1`. */
export function pageOf<R, T>(
  rows: R[],
  limit: number,
  show: (row: R) => T,
  place: (row: R) => readonly (string | null)[],
) {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { items: shown.map(show), nextCursor: rows.length > limit && last ? toCursor(place(last)) : null }
}
