/** Headers by lower-case name, each with its values in order, unfolded. */
export type HeaderFields = ReadonlyMap<string, readonly string[]>

const valueLimit = 480

/** The first value, trimmed, in lower case and without comments such as "(rejected by …)"; null when absent. */
export function headerWord(headers: HeaderFields, name: string): string | null {
  const value = headers.get(name)?.[0]
  if (value === undefined) return null
  return value
    .slice(0, valueLimit)
    .replace(/\([^()]{0,200}\)/g, ' ')
    .trim()
    .toLowerCase()
}

/** True when the header is there and does not say "no". */
export function saysYes(headers: HeaderFields, name: string): boolean {
  const word = headerWord(headers, name)
  return word !== null && word !== '' && word !== 'no' && word !== 'false' && word !== '0'
}

/** The value before the first parameter: "auto-replied" of "auto-replied; owner-email=…". */
export function headerKeyword(headers: HeaderFields, name: string): string | null {
  return headerWord(headers, name)?.split(/[;\s]/, 1)[0] ?? null
}

/** Reads a block of header lines (a part of a delivery report) into fields; folded lines are joined. */
export function readFields(block: string): Map<string, string[]> {
  const fields = new Map<string, string[]>()
  let values: string[] | null = null
  for (const raw of block.split('\n')) {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw
    if (values && /^[ \t]/.test(line.slice(0, 1))) {
      // A header folded ten thousand times must not grow one string ten thousand times over.
      const value = values.at(-1) ?? ''
      if (value.length < 2000) values[values.length - 1] = `${value} ${line.trim().slice(0, valueLimit)}`
      continue
    }
    const colon = line.slice(0, 80).indexOf(':')
    if (colon < 1) {
      values = null
      continue
    }
    const name = line.slice(0, colon).trim().toLowerCase()
    values = fields.get(name) ?? []
    if (values.length < 100)
      values.push(
        line
          .slice(colon + 1)
          .trim()
          .slice(0, valueLimit),
      )
    fields.set(name, values)
  }
  return fields
}

/** One msg-id with its angle brackets (RFC 5322 §3.6.4), or null. */
export function readMessageId(value: string | undefined): string | null {
  return /<[^<>\s]{1,250}>/.exec(value?.slice(0, valueLimit) ?? '')?.[0] ?? null
}
