import DOMPurify from 'dompurify'
import { urlOf } from '../../../web/kit/call.ts'
import { ourFont, whiteSheet } from '../../../web/kit/white-sheet.ts'
import { conversationsApi } from '../contract.ts'

/**
 * The document a mail's HTML is drawn in. Three locks, each enough by itself: it was cleaned when it was stored and is
 * cleaned here again by other hands; its policy lets nothing run and nothing be fetched but our own pictures; and the frame
 * around it is sandboxed without scripts. The sandbox keeps our origin (`allow-same-origin`), since only so can the page
 * measure how tall the mail is: without `allow-scripts` there is nothing inside to make use of it.
 */
export const frameSandbox = 'allow-same-origin allow-popups allow-popups-to-escape-sandbox'

const policy =
  "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; font-src 'self'; base-uri 'none'; form-action 'none'"

const leadsOut = /^(?:https?:|mailto:|tel:|#)/i
const ourPicture = /^(?:\/api\/v1\/attachments\/[0-9a-f-]{36}$|data:image\/(?:png|jpeg|gif|webp);base64,)/i

/** The message whose pictures from elsewhere a person has asked for, while its document is made; null otherwise. */
let picturesOf: string | null = null

/** A cleaner of our own: hooks on the library's shared one would reach whoever else uses it. */
const cleaner = DOMPurify(window)
cleaner.addHook('afterSanitizeAttributes', (element) => {
  if (element.hasAttribute('href')) {
    if (leadsOut.test(element.getAttribute('href') ?? '')) {
      element.setAttribute('target', '_blank')
      element.setAttribute('rel', 'noopener noreferrer nofollow')
    } else element.removeAttribute('href')
  }
  if (element.hasAttribute('src') && !ourPicture.test(element.getAttribute('src') ?? '')) element.removeAttribute('src')
  const elsewhere = element.getAttribute('data-remote-src')
  if (picturesOf !== null && elsewhere !== null && element.tagName === 'IMG') {
    // Through the desk: the sender sees neither the agent's address nor their browser.
    element.setAttribute('src', urlOf(conversationsApi.seeRemotePicture, { id: picturesOf }, { url: elsewhere }))
  }
})

/**
 * The whole document for `srcdoc`. `html` may be anything: what could act is gone afterwards. `withPicturesOf` names the
 * message once a person has asked for its pictures from elsewhere.
 */
export function frameDocument(html: string, language: string | null, withPicturesOf: string | null = null): string {
  picturesOf = withPicturesOf
  const clean = cleaner.sanitize(html, {
    USE_PROFILES: { html: true },
    FORBID_TAGS: ['style', 'form', 'input', 'button', 'select', 'textarea', 'video', 'audio', 'source', 'picture'],
    FORBID_ATTR: ['srcset', 'background', 'action', 'ping'],
  })
  const lang = language ? ` lang="${language}"` : ''
  return `<!doctype html><html${lang}><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="referrer" content="no-referrer"><style>${ourFont()}${whiteSheet}</style></head><body dir="auto">${clean}</body></html>`
}
