import type { Mailbox, MailKind } from '../parsed-mail.ts'
import { automaticByHeaders, isAutomaticByWords } from './automatic-reply.ts'
import { bulkSigns, cameByList, isDiscussionList } from './bulk-signs.ts'
import { type Bounce, hasDeliveryStatus, type MailPart, readDeliveryReport } from './delivery-report.ts'
import { type HeaderFields, headerKeyword, headerWord, saysYes } from './header-fields.ts'
import { machineAddress } from './machine-addresses.ts'
import { splitNewText } from './new-text.ts'
import { bounceSubject, bounceText, readPlainBounce } from './plain-bounce.ts'
import { subjectKind } from './subject-prefix.ts'

export interface MailToClassify {
  headers: HeaderFields
  from: Mailbox
  subject: string
  text: string
  /** The whole Content-Type header. */
  contentType: string
  /** All leaf parts, those of reports too; for an attached message its headers. */
  parts: readonly MailPart[]
  /** Envelope sender: '' or '<>' is the null sender; null when unknown. */
  returnPath: string | null
}

export interface Classification {
  kind: MailKind
  /** False for everything RFC 3834 §2 says must not be answered by a machine. */
  mayAnswerAutomatically: boolean
  bounce: Bounce | null
}

/**
 * Says who or what wrote a mail: a person; a machine answering for one; a mail system reporting that ours failed or is late
 * (bounce); one text for many (bulk); a notice (system mail, receipts, calendar answers, reports of success); a report (read
 * receipt, abuse). A kind other than person needs evidence in the mail itself: a null sender alone only forbids answering.
 */
export function classifyMail(mail: MailToClassify): Classification {
  const { kind, bounce } = kindOf(mail)
  return { kind, mayAnswerAutomatically: kind === 'person' && mayAnswer(mail), bounce }
}

type Finding = { kind: MailKind; bounce: Bounce | null }
const plain = (kind: MailKind): Finding => ({ kind, bounce: null })

function kindOf(mail: MailToClassify): Finding {
  const { headers, from } = mail
  const report = reportOf(mail)
  if (report) return report
  const failure = plainBounceOf(mail)
  if (failure) return failure

  const method = calendarMethod(mail)
  if (method === 'REPLY' || method === 'COUNTER' || method === 'DECLINECOUNTER') return plain('notice')
  const machine = machineAddress(from.address)
  const isInvitation = (method === 'REQUEST' || method === 'CANCEL') && machine === null
  const byHeaders = automaticByHeaders(headers)
  if (isInvitation && byHeaders !== 'reply') return plain('person')

  const { newText } = splitNewText({ text: mail.text, html: '' })
  const byWords = isAutomaticByWords(mail.subject, newText)
  if (byHeaders === 'reply' || (byWords && !cameByList(headers))) return plain('auto-reply')
  const isConversation = isDiscussionList(headers) && machine === null && !isCampaign(mail)
  // A program that says "auto-generated" and nothing of a campaign sends notices, also with a way to unsubscribe.
  const isNotice = byHeaders === 'generated' && !isCampaign(mail)
  if (bulkSigns(headers) && !isConversation && !isNotice) return plain('bulk')
  if (byHeaders === 'generated') return plain(answersSomething(mail) ? 'auto-reply' : 'notice')
  if (isReadReceipt(mail, newText)) return plain('report')
  if (machine === 'campaign' && cameByList(headers)) return plain('bulk')
  if (machine === 'unanswered' || machine === 'notice') return plain('notice')
  if (machine === 'system') return plain('notice')
  return plain('person')
}

/** Reports in the form of RFC 6522, and delivery parts that a mail system sent in another wrapping. */
function reportOf(mail: MailToClassify): Finding | null {
  const type = mail.contentType.slice(0, 480).toLowerCase()
  const isReport = type.trimStart().startsWith('multipart/report')
  const has = (mediaType: string) => mail.parts.some((part) => part.mediaType === mediaType)
  if (hasDeliveryStatus(mail.parts) && (isReport || isNullSender(mail) || isSystem(mail.from))) {
    const { bounce, success } = readDeliveryReport(mail.parts, bounceSubject(mail.subject) === 'delayed')
    if (bounce) return { kind: 'bounce', bounce }
    if (success) return plain('notice')
    return {
      kind: 'bounce',
      bounce: plainReading(mail, bounceSubject(mail.subject) ?? bounceText(mail.text) ?? 'failed'),
    }
  }
  if (!isReport) return null
  if (/report-type="?(?:disposition-notification|feedback-report)/.test(type)) return plain('report')
  if (has('message/disposition-notification') || has('message/feedback-report')) return plain('report')
  if (!/report-type="?delivery-status/.test(type)) return null
  return {
    kind: 'bounce',
    bounce: plainReading(mail, bounceSubject(mail.subject) ?? bounceText(mail.text) ?? 'failed'),
  }
}

/** Bounces in prose. They must come from a mail system: a person who forwards one stays a person. */
function plainBounceOf(mail: MailToClassify): Finding | null {
  const system = isSystem(mail.from)
  const named = mail.headers.has('x-failed-recipients')
  if (!system && !isNullSender(mail) && !named) return null
  if (!system && subjectKind(mail.subject) !== null) return null
  const bySubject = bounceSubject(mail.subject)
  const byText = system || bySubject || named ? bounceText(mail.text) : null
  if (!bySubject && !named && !(system && byText)) return null
  const fate = bySubject === 'delayed' || (byText === 'delayed' && !named) ? 'delayed' : 'failed'
  return { kind: 'bounce', bounce: plainReading(mail, fate) }
}

function plainReading(mail: MailToClassify, fate: 'failed' | 'delayed'): Bounce {
  return readPlainBounce(mail.headers, mail.text, mail.parts, fate, ownAddresses(mail))
}

/** Who reports and whom it was reported to: neither can be the one whom our mail did not reach. */
function ownAddresses({ headers, from }: MailToClassify): string[] {
  const to = ['to', 'delivered-to', 'x-original-to'].flatMap((name) => headers.get(name) ?? [])
  const written = to.flatMap(
    (value) =>
      value
        .slice(0, 480)
        .toLowerCase()
        .match(/[^\s<>"',;]{1,64}@[^\s<>"',;]{1,190}/g) ?? [],
  )
  return [from.address.toLowerCase(), ...written]
}

function calendarMethod(mail: MailToClassify): string | null {
  for (const part of [{ mediaType: mail.contentType, text: '' }, ...mail.parts]) {
    const type = part.mediaType.slice(0, 480)
    if (!type.toLowerCase().startsWith('text/calendar')) continue
    const found = /^METHOD:\s*([A-Z]+)/im.exec(part.text.slice(0, 2000))?.[1] ?? /method="?([A-Z]+)/i.exec(type)?.[1]
    if (found) return found.toUpperCase()
  }
  return null
}

/** Read receipts that are no report in the sense of RFC 8098: Exchange and Domino write some as plain text. */
function isReadReceipt(mail: MailToClassify, newText: string): boolean {
  const titled = /^(?:læst|lest|läst|read|not read|ikke læst|ikke lest|oläst|gelesen|luettu): /i.test(
    mail.subject.slice(0, 40),
  )
  const told = /(?:blev læst|ble lest|lästes|was read|was deleted without|wurde gelesen|on luettu)/i
  return titled && newText.length < 600 && told.test(newText.slice(0, 480))
}

function answersSomething({ headers, subject, text }: MailToClassify): boolean {
  if (headers.has('in-reply-to') || headers.has('references')) return true
  return subjectKind(subject) !== null || isAutomaticByWords(subject, text.slice(0, 8000))
}

function isCampaign({ headers, from }: MailToClassify): boolean {
  if (headers.has('list-unsubscribe') && /^(?:bulk|junk)/.test(headerWord(headers, 'precedence') ?? '')) return true
  if (headers.has('list-unsubscribe-post') || machineAddress(from.address) === 'campaign') return true
  if ((headerWord(headers, 'feedback-id')?.split(':').length ?? 0) >= 4) return true
  for (const name of headers.keys()) if (name.startsWith('x-campaign') || name === 'x-mc-user') return true
  return false
}

function isNullSender({ returnPath, headers }: MailToClassify): boolean {
  const path = returnPath ?? headers.get('return-path')?.[0] ?? null
  return path !== null && /^\s*(?:<\s*>)?\s*$/.test(path.slice(0, 480))
}

function isSystem(from: Mailbox): boolean {
  return machineAddress(from.address) === 'system' || isRobot(from)
}

/** The names mail systems give themselves, also where the address says nothing. */
function isRobot({ name }: Mailbox): boolean {
  return /^(?:mail delivery (?:sub)?system|mailer-daemon|microsoft outlook$|postmaster$|mail administrator)/i.test(
    name.slice(0, 60),
  )
}

function mayAnswer(mail: MailToClassify): boolean {
  const { headers, from, returnPath } = mail
  if (from.address === '' || isNullSender(mail) || cameByList(headers) || bulkSigns(headers)) return false
  const machine = machineAddress(from.address)
  if ((machine !== null && machine !== 'campaign') || isRobot(from)) return false
  const path = (returnPath ?? headers.get('return-path')?.[0] ?? '').replace(/[<>\s]/g, '')
  if (path !== '' && ['system', 'unanswered'].includes(machineAddress(path) ?? '')) return false
  const replyTo = headers
    .get('reply-to')?.[0]
    ?.slice(0, 480)
    .match(/[^\s<>"',;]{1,64}@[^\s<>"',;]{1,190}/)?.[0]
  if (replyTo && ['system', 'unanswered'].includes(machineAddress(replyTo) ?? '')) return false
  if (automaticByHeaders(headers) !== null) return false
  if (/\b(?:all|oof|autoreply)\b/.test(headerWord(headers, 'x-auto-response-suppress') ?? '')) return false
  if (['x-loop', 'x-ms-exchange-inbox-rules-loop', 'feedback-id'].some((name) => saysYes(headers, name))) return false
  return (
    headerKeyword(headers, 'precedence') === null ||
    !/^(?:bulk|junk|list)/.test(headerWord(headers, 'precedence') ?? '')
  )
}
