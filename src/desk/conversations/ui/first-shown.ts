import type { Message } from '../contract.ts'

/**
 * Whether a message is shown as its new words alone or as the mail's own HTML, until a person chooses. The words are
 * quieter and leave the quotes out; HTML comes first where words alone would lose something: nothing was read from it, it
 * holds a picture, or a table, and it is not a reply whose quotes would drown what is new.
 */
export function firstShown({
  html,
  newText,
  quotedText,
}: Pick<Message, 'html' | 'newText' | 'quotedText'>): 'words' | 'html' {
  if (html === '') return 'words'
  if (newText.trim() === '') return 'html'
  if (quotedText !== '') return 'words'
  const hasPicture = /<img\s(?:[^>]*\s)?src="/.test(html)
  const hasTable = /<\/t[dh]>\s*<t[dh]\b/.test(html)
  return hasPicture || hasTable ? 'html' : 'words'
}
