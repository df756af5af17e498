import { composeMail } from '../channels/email/wire/compose-mail.ts'
import type { Language } from '../core/texts.ts'
import type { Enclosure, Person } from './chapter.ts'

/** Our mail that a customer answers: what their mail program knows of it. */
export interface Answered {
  messageId: string
  subject: string
  text: string
  from: Person
  date: Date
}

const wrote: Record<Language, (date: string, time: string, who: string) => string> = {
  da: (date, time, who) => `Den ${date} kl. ${time} skrev ${who}:`,
  nb: (date, time, who) => `${date} kl. ${time} skrev ${who}:`,
  sv: (date, time, who) => `Den ${date} ${time} skrev ${who}:`,
  en: (date, time, who) => `On ${date}, at ${time}, ${who} wrote:`,
}

/** Words as a mail program quotes them beneath an answer, under its own line about who wrote when. */
function quote({ text, from, date }: Answered, language: Language, timeZone: string): string {
  const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year: 'numeric', timeZone }).format(
    date,
  )
  const time = new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    timeZone,
  }).format(date)
  const said = text.trimEnd().replace(/^/gm, '> ')
  return `\n\n${wrote[language](day, time, `${from.name} <${from.address}>`)}\n\n${said}\n`
}

/** A customer's mail as their program would send it. */
export async function writeMail(mail: {
  nth: number
  from: Person
  to: Person
  subject: string
  text: string
  date: Date
  language: Language
  timeZone: string
  answers: Answered | null
  automatic: boolean
  headers: Record<string, string>
  enclosures: readonly Enclosure[]
}): Promise<Uint8Array> {
  const { answers } = mail
  const domain = mail.from.address.slice(mail.from.address.lastIndexOf('@') + 1)
  const prefix = mail.language === 'en' ? 'Re: ' : 'SV: '
  return composeMail({
    from: mail.from,
    to: [mail.to],
    cc: [],
    replyTo: [],
    subject: answers && !mail.automatic ? `${prefix}${answers.subject.replace(/^(Re|SV): /i, '')}` : mail.subject,
    text: answers && !mail.automatic ? mail.text + quote(answers, mail.language, mail.timeZone) : mail.text,
    html: null,
    attachments: mail.enclosures.map((each) => ({ ...each, contentId: null })),
    messageId: `<story-${mail.nth}.${mail.date.getTime().toString(36)}@${domain}>`,
    inReplyTo: answers?.messageId ?? null,
    references: answers ? [answers.messageId] : [],
    date: mail.date,
    headers: mail.headers,
    ...(mail.automatic ? { autoSubmitted: 'auto-replied' as const } : {}),
  })
}

/** The report of a mail system that could not deliver `answered` (RFC 3464). */
export function writeBounce(bounce: {
  nth: number
  answered: Answered
  recipient: string
  to: string
  words: string
  date: Date
}): Uint8Array {
  const domain = bounce.recipient.slice(bounce.recipient.lastIndexOf('@') + 1)
  const lines = [
    `From: Mail Delivery System <MAILER-DAEMON@mx.${domain}>`,
    `To: <${bounce.to}>`,
    'Subject: Undelivered Mail Returned to Sender',
    `Date: ${bounce.date.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <bounce-${bounce.nth}.${bounce.date.getTime().toString(36)}@mx.${domain}>`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="report"',
    '',
    '--report',
    'Content-Type: text/plain; charset=utf-8',
    '',
    `This is the mail system at mx.${domain}.`,
    '',
    `<${bounce.recipient}>: ${bounce.words}`,
    '--report',
    'Content-Type: message/delivery-status',
    '',
    `Reporting-MTA: dns; mx.${domain}`,
    '',
    `Final-Recipient: rfc822; ${bounce.recipient}`,
    'Action: failed',
    'Status: 5.2.2',
    `Diagnostic-Code: smtp; 552 5.2.2 ${bounce.words}`,
    '',
    '--report',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: ${bounce.answered.messageId}`,
    '',
    '--report--',
    '',
  ]
  return Buffer.from(lines.join('\r\n'))
}
