import type { ReadMail } from '../../channels/email/parsed-mail.ts'
import { sha256 } from '../../core/ids.ts'

const longest = 200_000

/** A mail that no parser could read, as the plain text it is, with its whole source attached. Nobody answers it by machine. */
export function readAsPlainText(raw: Uint8Array, seen: { from: string; subject: string }): ReadMail {
  const text = Buffer.from(raw)
    .toString('utf8')
    .slice(0, longest)
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '\ufffd')
  const address = /[^\s<>"(),;:]{1,64}@[^\s<>"(),;:]{1,253}/.exec(seen.from)?.[0] ?? ''
  return {
    mail: {
      messageId: null,
      inReplyTo: null,
      references: [],
      from: { name: '', address },
      to: [],
      cc: [],
      replyTo: [],
      subject: seen.subject,
      date: null,
      kind: 'person',
      mayAnswerAutomatically: false,
      text,
      newText: text,
      quotedText: '',
      signature: '',
      html: '',
      attachments: [
        {
          filename: 'original.eml',
          mediaType: 'message/rfc822',
          size: raw.byteLength,
          sha256: sha256(raw),
          contentId: null,
          inline: false,
        },
      ],
      bounce: null,
      forwarded: null,
      defects: ['This mail could not be read as mail; it is shown as the plain text of its source.'],
      signals: {
        returnPath: null,
        fromDoubtful: true,
        autoSubmitted: null,
        listId: null,
        authenticationResults: [],
        deliveredTo: [],
        protection: null,
        calendar: null,
        bodyMarkers: [],
      },
    },
    contents: [raw],
  }
}
