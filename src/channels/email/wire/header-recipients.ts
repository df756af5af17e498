import { headerBlock, headerValues } from './from-domain.ts'

/** Where the address a mail was delivered to may stand, the surest first. */
const FIELDS = ['delivered-to', 'x-original-to', 'envelope-to', 'to', 'cc']
const MOST = 200

/**
 * The addresses a mail may have been meant for, in the order in which they deserve belief, each once (compared without
 * regard to case). An IMAP account has no envelope, so this is only a hint: anybody can write these fields.
 */
export function recipientsFromHeaders(raw: Uint8Array): string[] {
  const block = headerBlock(raw)
  if (block === null) return []
  const found = new Map<string, string>()
  for (const value of FIELDS.flatMap((field) => headerValues(block, field))) {
    // Cut at everything that can't be part of a plain address: linear, whatever the text.
    for (const word of value.split(/[\s<>()[\]\\,;:"]+/)) {
      const [local, domain, ...more] = word.split('@')
      const key = word.toLowerCase()
      if (!local || !domain || more.length > 0 || word.length > 320 || found.has(key)) continue
      found.set(key, word)
      if (found.size === MOST) return [...found.values()]
    }
  }
  return [...found.values()]
}
