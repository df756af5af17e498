import { fill, type Language } from '../../core/texts.ts'
import { followTexts } from './letter-texts.ts'

/** How a reply is laid out as a letter: words, signature, and the one link to the customer's page. Pure. */

export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}

const link = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)]/g

/** Plain words as HTML: paragraphs, line breaks, and links that can be clicked. */
export function htmlOfText(text: string): string {
  const paragraphs = text.trim().split(/\n{2,}/)
  return paragraphs
    .map((paragraph) => {
      const lines = escapeHtml(paragraph).replace(/\n/g, '<br>\n')
      return `<p>${lines.replace(link, (url) => `<a href="${url}">${url}</a>`)}</p>`
    })
    .join('\n')
}

export interface Letter {
  text: string
  /** '' when the agent wrote plain text. */
  html: string
  signature: string
  language: Language
  /** The customer's page; null on what goes to outsiders. */
  link: string | null
  forwarded: { from: string; date: string; subject: string; text: string } | null
}

export function layOut({ text, html, signature, language, link: page, forwarded }: Letter): {
  text: string
  html: string
} {
  const follow = page ? fill(followTexts.follow[language], { link: page }) : ''
  const passedOn = forwarded
    ? [
        `---------- ${followTexts.forwarded[language]} ----------`,
        `${followTexts.from[language]}: ${forwarded.from}`,
        `${followTexts.date[language]}: ${forwarded.date}`,
        `${followTexts.subject[language]}: ${forwarded.subject}`,
        '',
        forwarded.text,
      ].join('\n')
    : ''
  // "-- " on a line of its own is what mail programs cut a signature at (RFC 3676 §4.3).
  const signed = signature.trim() ? `-- \n${signature.trim()}` : ''
  const parts = [text.trimEnd(), signed, follow, passedOn].filter(Boolean)
  const htmlParts = [
    html || htmlOfText(text),
    signed && `<p>-- <br>\n${escapeHtml(signature.trim()).replace(/\n/g, '<br>\n')}</p>`,
    follow && htmlOfText(follow),
    passedOn && htmlOfText(passedOn),
  ]
  return { text: `${parts.join('\n\n')}\n`, html: htmlParts.filter(Boolean).join('\n') }
}
