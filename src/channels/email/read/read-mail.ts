import type { ParsedMail, ReadMail } from '../parsed-mail.ts'
import { UnreadableMail } from '../parsed-mail.ts'
import { classifyMail } from '../understand/classify-mail.ts'
import { type AttachedMessage, findForwarded } from '../understand/forwarded.ts'
import { splitNewText } from '../understand/new-text.ts'
import { readAddresses } from './addresses.ts'
import { readBody } from './body-text.ts'
import { readInvitation } from './calendar.ts'
import { describeAttachments, pictureLocations, unpackWinmail } from './collect-attachments.ts'
import type { NoteDefect } from './decode-charset.ts'
import { cleanLine, decodeHeaderText } from './encoded-words.ts'
import { type MailEnvelope, readEnvelope } from './envelope.ts'
import { allValues, firstValue, type HeaderField } from './headers.ts'
import { prepareSource } from './prepare-source.ts'
import { protectionOfText, strongerProtection } from './protection.ts'
import { sortParts } from './sort-parts.ts'
import { type MailPart, splitParts } from './split-parts.ts'

const MAX_DEFECTS = 30
// A forwarded mail is one or a few; more are files, and reading them all would multiply the time.
const MAX_ATTACHED_READ = 3
const MAX_MARKERS = 20

/**
 * Reads a mail's raw bytes (RFC 5322, MIME) into what the desk files as a message. Pure and linear in the size
 * of the mail. Broken mail is read as far as it goes and its defects are named in words; throws UnreadableMail
 * only for what is no mail or beyond the limits of parts, depth and header size.
 */
export function readMail(raw: Uint8Array): ReadMail {
  const defects = new Set<string>()
  const note: NoteDefect = (sentence) => {
    if (defects.size < MAX_DEFECTS) defects.add(sentence)
  }
  const root = splitParts(prepareSource(raw), note)
  const envelope = readEnvelope(root.fields, note)
  const sorted = sortParts(root, note)
  const { attachments: found, body: segments } = unpackWinmail(sorted.attachments, sorted.body, note)
  const locations = pictureLocations(found)
  const body = readBody(segments, locations, note)
  const meeting = sorted.calendars.map(readInvitation).find((invitation) => invitation !== null) ?? null
  // Title, time and place of a meeting belong to what is said now, as far as the text does not say them itself.
  const missing = (meeting?.lines ?? []).filter((line) => !body.text.includes(line)).join('\n')
  const text = joinBlocks(body.text, missing)
  const { subject, from } = envelope
  const headers = decodedHeaders(root.fields)
  const split = splitNewText({ text: body.text, html: body.sourceHtml })
  const verdict = classifyMail({
    headers,
    from,
    subject,
    text,
    contentType: contentTypeOf(root),
    parts: sorted.machineParts,
    returnPath: envelope.returnPath,
  })
  const forwarded = findForwarded({
    text,
    html: body.sourceHtml,
    subject,
    attachedMessages: sorted.attachedMails.slice(0, MAX_ATTACHED_READ).map(readAttachedMail),
  })
  const { fromDoubtful, returnPath, ...heads } = envelope
  const protection = strongerProtection(sorted.protection, protectionOfText(text))
  if (protection?.endsWith('encrypted')) note('The mail is encrypted; its content was kept but can not be shown.')
  else if (protection === 'smime-signed' && text === '') {
    note('The mail is signed in a form that keeps its text inside the file; the file was kept.')
  }
  const mail: ParsedMail = {
    ...heads,
    ...verdict,
    text,
    newText: joinBlocks(split.newText, missing),
    quotedText: split.quotedText,
    signature: split.signature,
    html: body.html,
    attachments: describeAttachments(found, body.html, locations),
    forwarded,
    defects: [...defects],
    signals: {
      ...traceSignals(root.fields, { fromDoubtful, returnPath }),
      protection,
      calendar: meeting?.invitation ?? null,
      bodyMarkers: findMarkers(`${body.text}\n${body.sourceHtml}`),
    },
  }
  return { mail, contents: found.map((attachment) => attachment.bytes) }
}

type Signals = ParsedMail['signals']

function traceSignals(
  fields: HeaderField[],
  { fromDoubtful, returnPath }: Pick<MailEnvelope, 'fromDoubtful' | 'returnPath'>,
): Omit<Signals, 'protection' | 'calendar' | 'bodyMarkers'> {
  const line = (name: string) => {
    const value = firstValue(fields, name)
    return value === null ? null : cleanLine(decodeHeaderText(value))
  }
  const delivered = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'x-delivered-to']
  const addresses = delivered
    .flatMap((name) => allValues(fields, name))
    .flatMap((value) => readAddresses(value))
    .flatMap(({ address }) => (address === '' ? [] : [address]))
  return {
    returnPath,
    fromDoubtful,
    autoSubmitted: line('auto-submitted'),
    listId: line('list-id'),
    // In the order of the header: only the topmost of the trusted server's own may be believed (RFC 8601 §5).
    authenticationResults: allValues(fields, 'authentication-results').map((value) => cleanLine(value)),
    deliveredTo: [...new Set(addresses)],
  }
}

function joinBlocks(...blocks: string[]): string {
  return blocks.filter((block) => block !== '').join('\n\n')
}

function decodedHeaders(fields: HeaderField[]): Map<string, string[]> {
  const headers = new Map<string, string[]>()
  for (const { name, value } of fields) {
    const values = headers.get(name)
    const decoded = cleanLine(decodeHeaderText(value))
    if (values === undefined) headers.set(name, [decoded])
    else values.push(decoded)
  }
  return headers
}

function contentTypeOf(root: MailPart): string {
  return firstValue(root.fields, 'content-type') === null
    ? root.type.value
    : cleanLine(firstValue(root.fields, 'content-type') ?? '')
}

function readAttachedMail(bytes: Uint8Array): AttachedMessage {
  try {
    const root = splitParts(prepareSource(bytes))
    const { from, subject } = readEnvelope(root.fields)
    return { from, subject, text: readBody(sortParts(root).body, new Map()).text }
  } catch (error) {
    // An attached mail beyond the limits is kept as a file; only what it says can't be shown.
    if (error instanceof UnreadableMail) return { from: { name: '', address: '' }, subject: '', text: '' }
    throw error
  }
}

/** Our own signed markers, which survive in quoted text when a program drops the References header. */
function findMarkers(text: string): string[] {
  const found = new Set<string>()
  for (const [marker] of text.matchAll(/\blofte:[A-Za-z0-9._~/=-]{8,200}/g)) {
    found.add(marker.replace(/[.]+$/, ''))
    if (found.size === MAX_MARKERS) break
  }
  return [...found]
}
