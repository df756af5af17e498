import { randomBytes } from 'node:crypto'
import iconv from 'iconv-lite'

export interface Written {
  from?: string
  to?: string | string[]
  cc?: string | string[]
  subject?: string
  text?: string
  html?: string
  /** Without it a new one; null for none at all. */
  messageId?: string | null
  date?: Date | null
  inReplyTo?: string
  references?: string[]
  headers?: Record<string, string>
  charset?: string
  attachments?: { filename: string; mediaType?: string; content: Uint8Array; contentId?: string }[]
}

export const newMessageId = (domain = 'kunde.example'): string => `<${randomBytes(9).toString('hex')}@${domain}>`

/** A subject and a sentence nobody has written before, so that no rule can know them. */
export function somethingNew(): { subject: string; text: string } {
  const pick = <T>(from: readonly T[]): T => from[randomBytes(1).readUInt8() % from.length] as T
  const thing = pick(['Måleren', 'Regningen', 'Pakken', 'Fakturaen', 'Aftalen', 'Kabelskabet'])
  const trouble = pick(['er forsvundet', 'passer ikke', 'blev aldrig sendt', 'er kommet to gange', 'viser forkert'])
  const number = randomBytes(3).readUIntBE(0, 3)
  return {
    subject: `${thing} ${trouble}, ${number}`,
    text: `Hej\n\n${thing} ${trouble}. Jeg har skrevet ned, at nummeret er ${number}, men hvad gør jeg nu?\n\nMvh\nSøren Kjær`,
  }
}

const isAscii = (text: string) => /^[\x20-\x7e]*$/.test(text)
const encodedWord = (text: string) => (isAscii(text) ? text : `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`)
const mailbox = (written: string) =>
  written.replace(/^(.*?)\s*(<[^<>]*>)$/, (_, name: string, address: string) =>
    `${encodedWord(name)} ${address}`.trim(),
  )
const list = (written: string | string[]) => [written].flat().map(mailbox).join(',\r\n ')
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64').replace(/.{76}/g, '$&\r\n')
const lines = (text: string) => text.replace(/\r?\n/g, '\r\n')

/** The raw bytes of a mail as a customer's program would send it. */
export function writeMail(mail: Written = {}, clock: Date = new Date('2026-03-04T08:58:00Z')): Buffer {
  const fresh = somethingNew()
  const { charset = 'utf-8', attachments = [] } = mail
  const date = mail.date === undefined ? clock : mail.date
  const messageId = mail.messageId === undefined ? newMessageId() : mail.messageId
  const fields: [string, string | null | undefined][] = [
    ['From', mailbox(mail.from ?? 'Søren Kjær <soren@kunde.example>')],
    ['To', list(mail.to ?? 'support@nordlys.example')],
    ['Cc', mail.cc && list(mail.cc)],
    ['Subject', encodedWord(mail.subject ?? fresh.subject)],
    ['Date', date?.toUTCString().replace('GMT', '+0000')],
    ['Message-ID', messageId],
    ['In-Reply-To', mail.inReplyTo],
    ['References', mail.references?.join('\r\n ')],
    ['MIME-Version', '1.0'],
    ...Object.entries(mail.headers ?? {}),
  ]
  const head = fields.filter(([, value]) => value).map(([name, value]) => `${name}: ${value}\r\n`)
  const body = entity(mail.text ?? fresh.text, mail.html, charset, attachments)
  return Buffer.concat([Buffer.from(head.join('')), body])
}

function entity(
  text: string,
  html: string | undefined,
  charset: string,
  attachments: NonNullable<Written['attachments']>,
): Buffer {
  const plain = part('text/plain', text, charset)
  const words = html === undefined ? plain : multipart('alternative', [plain, part('text/html', html, charset)])
  if (attachments.length === 0) return words
  const files = attachments.map(({ filename, mediaType = 'application/octet-stream', content, contentId }) => {
    const name = isAscii(filename) ? `filename="${filename}"` : `filename*=UTF-8''${encodeURIComponent(filename)}`
    const id = contentId ? `Content-ID: <${contentId}>\r\n` : ''
    return Buffer.from(
      `Content-Type: ${mediaType}\r\nContent-Disposition: ${contentId ? 'inline' : 'attachment'}; ${name}\r\n${id}Content-Transfer-Encoding: base64\r\n\r\n${base64(content)}\r\n`,
    )
  })
  return multipart(attachments.some(({ contentId }) => contentId) ? 'related' : 'mixed', [words, ...files])
}

function part(type: string, text: string, charset: string): Buffer {
  const bytes = iconv.encode(lines(text), charset)
  const head = `Content-Type: ${type}; charset=${charset}\r\nContent-Transfer-Encoding: `
  return Buffer.concat([Buffer.from(`${head}8bit\r\n\r\n`), bytes, Buffer.from('\r\n')])
}

function multipart(kind: string, parts: Buffer[]): Buffer {
  const boundary = `b${randomBytes(9).toString('hex')}`
  const between = parts.flatMap((each) => [Buffer.from(`--${boundary}\r\n`), each])
  const head = `Content-Type: multipart/${kind}; boundary="${boundary}"\r\n\r\n`
  return Buffer.concat([Buffer.from(head), ...between, Buffer.from(`--${boundary}--\r\n`)])
}

/** A delivery report (RFC 3464) about a mail of ours, as mail servers write it. */
export function writeBounce(about: {
  messageId: string
  to: string
  recipient?: string
  status?: string
  action?: string
}): Buffer {
  const { messageId, to, recipient = 'soren@kunde.example', status = '5.1.1', action = 'failed' } = about
  const boundary = `r${randomBytes(9).toString('hex')}`
  return Buffer.from(
    lines(`From: Mail Delivery System <MAILER-DAEMON@mx.kunde.example>
To: ${to}
Subject: Undelivered Mail Returned to Sender
Date: Wed, 04 Mar 2026 09:00:30 +0000
Message-ID: ${newMessageId('mx.kunde.example')}
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="${boundary}"

--${boundary}
Content-Type: text/plain; charset=us-ascii

I could not deliver your message.

--${boundary}
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.kunde.example

Final-Recipient: rfc822; ${recipient}
Action: ${action}
Status: ${status}
Diagnostic-Code: smtp; 550 ${status} something about the mailbox

--${boundary}
Content-Type: text/rfc822-headers

From: support@nordlys.example
To: ${recipient}
Subject: something
Message-ID: ${messageId}

--${boundary}--
`),
  )
}
