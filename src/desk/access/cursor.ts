import { commonRefusals, refuse } from '../../core/refusal.ts'

const usualLimit = 50

/** Where a page ended, as an opaque text: the sort values of its last item. */
export function writeCursor(parts: readonly string[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url')
}

/**
 * The sort values a cursor holds, each checked by the test in its place.
 * @throws not_understood when it is none of ours.
 */
export function readCursor(cursor: string, tests: readonly RegExp[]): string[] {
  let parts: unknown
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    parts = null
  }
  const ours =
    Array.isArray(parts) &&
    parts.length === tests.length &&
    parts.every((part, index) => typeof part === 'string' && tests[index]?.test(part))
  if (!ours) {
    throw refuse(commonRefusals, 'not_understood', {
      errors: [{ pointer: '/cursor', code: 'invalid_cursor', message: 'must be a nextCursor of this list' }],
    })
  }
  return parts as string[]
}

export const uuidPart = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
export const instantPart = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

/** How many a page holds. Ask for one more, so that `toPage` knows whether there is another. */
export const pageSize = (limit: number | undefined): number => limit ?? usualLimit

/** Cuts the one row too many off, and says where the page ended. */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number | undefined,
  { item, cursor }: { item: (row: Row) => Item; cursor: (row: Row) => readonly string[] },
): { items: Item[]; nextCursor: string | null } {
  const shown = rows.slice(0, pageSize(limit))
  const last = shown.at(-1)
  return {
    items: shown.map(item),
    nextCursor: last !== undefined && rows.length > shown.length ? writeCursor(cursor(last)) : null,
  }
}
