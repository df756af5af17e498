import { forwardPrefixes, replyPrefixes } from './marker-words.ts'

/** What the outermost prefix of a subject says the mail is: "SV: VS: Faktura" is an answer, "VS: SV: Faktura" a forward. */
export function subjectKind(subject: string): 'forward' | 'reply' | null {
  const colon = subject.slice(0, 24).search(/[:：]/)
  if (colon < 0) return null
  const prefix = subject
    .slice(0, colon)
    .replace(/[[(]\d{1,3}[\])]|\^\d{1,3}|\d{1,3}$/, '')
    .trim()
    .toLowerCase()
  if (forwardPrefixes.has(prefix)) return 'forward'
  return replyPrefixes.has(prefix) ? 'reply' : null
}
