import { forwardPhrases, originalMessagePhrases } from './marker-words.ts'
import { type Line, unquote } from './text-lines.ts'

/**
 * What a line of its own announces: a forwarded mail, an older mail, or nothing. Phrases count between dashes, and the
 * forwarding ones also alone with a colon, as Apple writes them; never inside a sentence.
 */
export function markerOn(line: Line): 'forward' | 'original' | null {
  const seen = unquote(line).seen
  if (seen.length > 90) return null
  const bare = seen.replace(/^[-_=*\s]+|[-_=*:\s]+$/g, '').toLowerCase()
  const ruled = /^[*\s]*[-_=]{2,}/.test(seen)
  if (forwardPhrases.has(bare) && (ruled || seen.endsWith(':'))) return 'forward'
  // Lotus Notes puts a name and a date into its rule: "----- Forwarded by Kari/Firma on 04-03-2026 -----".
  if (ruled && /^(?:forwarded by|videresendt af|videresendt av|vidarebefordrat av) /.test(bare)) return 'forward'
  if (originalMessagePhrases.has(bare) && ruled) return 'original'
  return null
}

/** The long rule that Outlook draws above a quoted mail. */
export function isRule(line: Line): boolean {
  return /^[_\-=—–*]{10,}$/.test(unquote(line).seen)
}
