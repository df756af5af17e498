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

/** The subject without any of its prefixes, at most twelve of them. */
export function bareSubject(subject: string): string {
  let bare = subject.slice(0, 480).trim()
  for (let left = 12; left > 0 && subjectKind(bare); left--) bare = bare.slice(bare.search(/[:：]/) + 1).trim()
  return bare
}
