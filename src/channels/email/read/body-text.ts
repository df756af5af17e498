import { cleanedToPlainText, cleanHtml, htmlToPlainText, MAX_HTML_LENGTH } from '../clean-html.ts'
import { stripTags } from '../strip-tags.ts'
import type { NoteDefect } from './decode-charset.ts'
import { type BodySegment, textAsHtml } from './sort-parts.ts'

export interface BodyText {
  /** The whole readable text, LF line ends. */
  text: string
  /** Cleaned; '' when the mail has no HTML that can be shown. */
  html: string
  /** As the sender wrote it, for rules that read a program's own marks (class names); never shown. */
  sourceHtml: string
}

/** Chooses, segment by segment, between what the sender wrote as plain text and what the HTML says. */
export function readBody(
  segments: BodySegment[],
  locations: ReadonlyMap<string, string>,
  note: NoteDefect = () => {},
): BodyText {
  const sourceHtml = joinHtml(segments)
  const tooLarge = sourceHtml.length > MAX_HTML_LENGTH
  const html = sourceHtml === '' || tooLarge ? '' : cleanHtml(sourceHtml, { locations })
  if (tooLarge) note('The HTML of this mail is larger than 2 MB; only its text is shown.')
  // Cleaning gave it up; asking again for each segment would only cost the same time again.
  const givenUp = html === '' && sourceHtml !== '' && stripTags(sourceHtml) !== ''
  if (givenUp && !tooLarge) {
    note('The HTML of this mail is nested too deeply or has too many tags to be shown; only its text is.')
  }
  const text = segments
    .map((segment) => segmentText(segment, segments.length === 1 ? html : '', givenUp))
    .filter((piece) => piece.trim() !== '')
    .join('\n\n')
  return { text: withoutBlankEnds(text), html, sourceHtml }
}

function joinHtml(segments: BodySegment[]): string {
  if (!segments.some((segment) => segment.html !== null)) return ''
  return segments.map((segment) => segment.html ?? textAsHtml(segment.text ?? '')).join('\n')
}

function segmentText(segment: BodySegment, cleaned: string, givenUp: boolean): string {
  if (segment.text !== null && !isStub(segment)) return segment.text
  if (segment.html === null) return segment.text ?? ''
  const fromHtml = givenUp
    ? stripTags(segment.html)
    : cleaned === ''
      ? htmlToPlainText(segment.html)
      : cleanedToPlainText(cleaned)
  return fromHtml === '' ? (segment.text ?? '') : fromHtml
}

/** Nothing, or the line by which newsletters say that they can't be read as text. */
function isStub({ text, html }: BodySegment): boolean {
  if (text === null || text.trim() === '') return true
  return html !== null && text.length < 300 && html.length > 4 * text.length && /\bhtml\b/i.test(text)
}

/** Blank lines above and below taken off, the first line's own indentation kept. */
function withoutBlankEnds(text: string): string {
  const lead = text.length - text.trimStart().length
  return text.slice(text.lastIndexOf('\n', lead) + 1).trimEnd()
}
