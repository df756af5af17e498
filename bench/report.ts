export interface Row {
  /** The letter of PERFORMANCE.md's table of goals. */
  part: string
  what: string
  unit: string
  measured: number
  /** At least or at most this; null where the goal is for another size. */
  goal: { atLeast?: number; atMost?: number } | null
  /** The barest SQL for the same work, in the same unit. */
  engine?: number
  /** fastify + pg with that SQL, in the same unit. */
  bare?: number
  /** The share of `engine` or `bare` that must be reached (throughput), or how many times as long it may take (time). */
  ratio?: { of: 'engine' | 'bare'; atLeast?: number; atMost?: number }
  detail?: string
}

export interface Judged extends Row {
  verdict: 'ok' | 'MISS' | '–'
}

const meets = (value: number, { atLeast, atMost }: { atLeast?: number; atMost?: number }) =>
  (atLeast === undefined || value >= atLeast) && (atMost === undefined || value <= atMost)

export function judge(row: Row): Judged {
  const ruler = row.ratio && row[row.ratio.of]
  const holds = [
    ...(row.goal ? [meets(row.measured, row.goal)] : []),
    ...(row.ratio && ruler ? [meets(row.measured / ruler, row.ratio)] : []),
  ]
  return { ...row, verdict: holds.length === 0 ? '–' : holds.every(Boolean) ? 'ok' : 'MISS' }
}

const figure = (value: number) => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2))
const bound = (limits: { atLeast?: number; atMost?: number } | null | undefined, scale = 1, mark = '') =>
  !limits
    ? '–'
    : limits.atLeast !== undefined
      ? `≥ ${figure(limits.atLeast * scale)}${mark}`
      : `≤ ${figure((limits.atMost ?? 0) * scale)}${mark}`
/** Throughput as a share of the ruler, time as a multiple of it. */
const share = (row: Row, ruler: number | undefined) =>
  ruler === undefined
    ? '–'
    : row.unit === '/s'
      ? `${figure(ruler)} (${((row.measured / ruler) * 100).toFixed(1)} %)`
      : `${figure(ruler)} (${(row.measured / ruler).toFixed(1)}×)`

/** The table for people. Losses stand in it like everything else. */
export function printTable(rows: readonly Judged[]): string {
  const head = ['', 'what', 'goal', 'measured', "engine's limit", 'fastify + pg', 'share wanted', '']
  const lines = rows.map((row) => [
    row.part,
    row.what,
    row.goal ? `${bound(row.goal)} ${row.unit}` : '–',
    `${figure(row.measured)} ${row.unit}${row.detail ? ` (${row.detail})` : ''}`,
    share(row, row.engine),
    share(row, row.bare),
    row.ratio
      ? `${row.unit === '/s' ? bound(row.ratio, 100, ' %') : bound(row.ratio, 1, '×')} of ${row.ratio.of === 'engine' ? 'engine' : 'fastify'}`
      : '–',
    row.verdict,
  ])
  const widths = head.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => (line[column] ?? '').length)),
  )
  const print = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  return [print(head), widths.map((width) => '─'.repeat(width)).join('  '), ...lines.map(print)].join('\n')
}
