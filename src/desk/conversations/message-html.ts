import type { Attachment } from './contract.ts'

/**
 * The HTML a browser is given: `cid:` pictures point at their attachment (RFC 2392), remote ones stay unfetched behind
 * `data-remote-src`. The HTML was cleaned when it was stored; only attribute values of our own making are written here.
 */
export function showHtml(html: string, attachments: readonly Attachment[]): { html: string; hasRemoteImages: boolean } {
  if (html === '') return { html, hasRemoteImages: false }
  const byContentId = new Map(attachments.filter((file) => file.contentId).map((file) => [file.contentId, file.url]))
  const shown = html.replace(/src="cid:([^"]{1,500})"/g, (whole, contentId: string) => {
    const url = byContentId.get(unescapeHtml(contentId)) ?? byContentId.get(safeDecode(contentId))
    return url ? `src="${url}"` : whole
  })
  return { html: shown, hasRemoteImages: html.includes('data-remote-src=') }
}

function unescapeHtml(text: string): string {
  return text
    .replace(/&amp;/g, '&')
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(unescapeHtml(text))
  } catch {
    return text
  }
}

/** An attribute's value as the cleaner writes it, so that a value can be looked for in cleaned HTML. */
export function escapeAttribute(value: string): string {
  return value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}
