import type { Mailbox } from '../parsed-mail.ts'
import { readAddresses } from './addresses.ts'
import { decodeRawHeaderBytes, type NoteDefect } from './decode-charset.ts'
import { cleanLine, decodeHeaderText } from './encoded-words.ts'
import { allValues, firstValue, type HeaderField } from './headers.ts'
import { readMailDate } from './mail-date.ts'
import { readMessageId, readMessageIds, readReferences } from './message-ids.ts'

/** What the header says: who, to whom, about what, when, in answer to what. */
export interface MailEnvelope {
  messageId: string | null
  inReplyTo: string | null
  references: string[]
  from: Mailbox
  to: Mailbox[]
  cc: Mailbox[]
  replyTo: Mailbox[]
  subject: string
  date: string | null
  /** More than one author, or none that can be read strictly: no rule may take such a sender for proved. */
  fromDoubtful: boolean
  /** '' for the null sender <>; null when there is no Return-Path. */
  returnPath: string | null
}

const MAX_SUBJECT = 2000

export function readEnvelope(fields: HeaderField[], note: NoteDefect = () => {}): MailEnvelope {
  const fromFields = allValues(fields, 'from')
  const authors = joinSplitName(fromFields.flatMap((value) => readAddresses(value, note)))
  const from = authors[0] ?? { name: '', address: '' }
  if (fromFields.length === 0) note('The mail does not say who sent it: it has no From header.')
  else if (authors.length === 0) note('The From header holds no sender.')
  if (fromFields.length > 1) note('The mail has more than one From header; the first one was read.')
  else if (authors.length > 1) note('The mail names more than one sender; the first one was taken.')
  const written = firstValue(fields, 'date')
  const date = written === null ? null : readMailDate(decodeHeaderText(written))
  if (written !== null && date === null) note('The Date header can not be read.')
  const id = allValues(fields, 'message-id')
  const lists = (name: string) => allValues(fields, name).flatMap((value) => readAddresses(value, note))
  return {
    messageId: id.length === 0 ? null : readMessageId(decodeRawHeaderBytes(id[0]!)),
    inReplyTo: readMessageIds(decodeRawHeaderBytes(allValues(fields, 'in-reply-to').join(' ')))[0] ?? null,
    references: readReferences(decodeRawHeaderBytes(allValues(fields, 'references').join(' '))),
    from,
    to: lists('to'),
    cc: lists('cc'),
    replyTo: lists('reply-to'),
    subject: cleanLine(decodeHeaderText(firstValue(fields, 'subject') ?? '', note))
      .slice(0, MAX_SUBJECT)
      .toWellFormed(),
    date,
    fromDoubtful: authors.length !== 1 || from.address === '',
    returnPath: readReturnPath(firstValue(fields, 'return-path')),
  }
}

/**
 * `Hansen, Ole <ole@x.example>`: a name with a comma that should have been quoted. Words without any @ are no
 * second sender, so there is nothing to doubt about the one address.
 */
function joinSplitName(authors: Mailbox[]): Mailbox[] {
  const addressed = authors.filter(({ address }) => address !== '')
  const only = addressed[0]
  if (only === undefined || addressed.length > 1 || authors.at(-1) !== only) return authors
  if (authors.some(({ name, address }) => address === '' && name.includes('@'))) return authors
  return [{ name: authors.map(({ name }) => name).join(', '), address: only.address }]
}

function readReturnPath(value: string | null): string | null {
  if (value === null) return null
  return /^<\s*>/.test(value) ? '' : (readAddresses(value)[0]?.address ?? '')
}
