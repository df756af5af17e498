import DOMPurify from 'dompurify'
import { ourFont, whiteSheet } from '../../../web/kit/white-sheet.ts'

/**
 * The document a mail's HTML is drawn in. Three locks, each enough by itself: it was cleaned when it was stored and is
 * cleaned here again by other hands; its policy lets nothing run and nothing be fetched but our own pictures; and the frame
 * around it is sandboxed without scripts. The sandbox keeps our origin (`allow-same-origin`), since only so can the page
 * measure how tall the mail is: without `allow-scripts` there is nothing inside to make use of it.
 */
export const frameSandbox = 'allow-same-origin allow-popups allow-popups-to-escape-sandbox'

const policy = "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; font-src 'self'; base-uri 'none'; form-action 'none'"

/** The whole document for `srcdoc`. `html` may be anything: what could act is gone afterwards. */
export function frameDocument(html: string, language: string | null): string {
  const clean = DOMPurify.sanitize(html, {
    ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|tel:|#|\/api\/v1\/attachments\/|data:image\/(?:png|jpeg|gif|webp);base64,)/i,
    FORBID_TAGS: ['style', 'form', 'input', 'button', 'svg', 'math', 'video', 'audio', 'base', 'meta', 'link'],
    ADD_ATTR: ['target'],
    ALLOW_DATA_ATTR: true,
  })
  const lang = language ? ` lang="${language}"` : ''
  return `<!doctype html><html${lang}><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="referrer" content="no-referrer"><style>${ourFont()}${whiteSheet}</style></head><body dir="auto">${clean}</body></html>`
}
