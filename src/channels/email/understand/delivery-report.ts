import type { BouncedRecipient } from '../parsed-mail.ts'
import { readFields, readMessageId } from './header-fields.ts'

/** What a delivery report tells about our mail (RFC 3464). Only `failed` and `delayed` recipients are listed. */
export interface Bounce {
  recipients: BouncedRecipient[]
  /** Nobody has failed yet: the report only warns that it takes longer. */
  delayed: boolean
  /** With angle brackets, out of the returned copy; null when it has none. */
  originalMessageId: string | null
}

export interface MailPart {
  mediaType: string
  text: string
}

const deliveryStatus = new Set(['message/delivery-status', 'message/global-delivery-status'])
const returned = new Set([
  'text/rfc822-headers',
  'message/rfc822',
  'message/global',
  'message/global-headers',
  'message/rfc822-headers',
])
const maxRecipients = 1000

export function hasDeliveryStatus(parts: readonly MailPart[]): boolean {
  return parts.some((part) => deliveryStatus.has(part.mediaType))
}

/**
 * Reads the machine-readable part: a block for the message, then one for each recipient. Action decides, since a 4.x.x that
 * was given up after days says "failed" (RFC 3464 §2.3.3); without Action the class of Status does (RFC 3463 §2). `success` is
 * true when the report names only recipients whom the mail reached.
 */
export function readDeliveryReport(
  parts: readonly MailPart[],
  onlyWarns: boolean,
): { bounce: Bounce | null; success: boolean } {
  const recipients = new Map<string, BouncedRecipient>()
  let reached = 0
  for (const part of parts) {
    if (!deliveryStatus.has(part.mediaType)) continue
    for (const block of blocksOf(part.text)) {
      const fields = readFields(block)
      const address = recipientOf(fields)
      if (address === null) continue
      const status = /(?:^|[^\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])/.exec(fields.get('status')?.[0] ?? '')?.[1] ?? ''
      const fate = fateOf(fields.get('action')?.[0], status, onlyWarns)
      if (fate === 'reached') reached++
      else if (recipients.size < maxRecipients) {
        const known = recipients.get(address.toLowerCase())
        if (!known?.permanent) recipients.set(address.toLowerCase(), { address, status, permanent: fate === 'failed' })
      }
    }
  }
  if (recipients.size === 0) return { bounce: null, success: reached > 0 }
  const list = [...recipients.values()]
  const delayed = list.every((recipient) => !recipient.permanent)
  return { bounce: { recipients: list, delayed, originalMessageId: returnedMessageId(parts) }, success: false }
}

function fateOf(action: string | undefined, status: string, onlyWarns: boolean): 'failed' | 'delayed' | 'reached' {
  const word = /[a-z]+/i.exec(action?.slice(0, 40) ?? '')?.[0].toLowerCase()
  if (word === 'failed' || word === 'failure') return 'failed'
  if (word === 'delayed') return 'delayed'
  if (word === 'delivered' || word === 'relayed' || word === 'expanded') return 'reached'
  if (status.startsWith('2')) return 'reached'
  return status.startsWith('4') || onlyWarns ? 'delayed' : 'failed'
}

/** Original-Recipient is whom we wrote to; Final-Recipient may be an address behind a forward (RFC 3464 §2.3.1–2). */
function recipientOf(fields: ReadonlyMap<string, readonly string[]>): string | null {
  for (const name of ['original-recipient', 'final-recipient', 'x-actual-recipient']) {
    const value = fields.get(name)?.[0]
    if (value === undefined) continue
    const typed = /^\s*([\w-]{1,20})\s*;\s*(\S.*)$/.exec(value)
    const kind = typed?.[1]?.toLowerCase() ?? 'rfc822'
    if (kind !== 'rfc822' && kind !== 'utf-8') continue
    const address = (typed?.[2] ?? value).trim().replace(/^<|>$/g, '')
    // ORCPT travels as xtext (RFC 3461 §4); some systems forget to undo it.
    const plain = address.replace(/\+(2B|3D)(?=[^@]*@)/g, (_, code) => (code === '2B' ? '+' : '='))
    if (/^[^\s@<>]{1,64}@[^\s@<>]{1,255}$/.test(plain)) return plain
  }
  return null
}

function blocksOf(text: string): string[] {
  return text.replaceAll('\r\n', '\n').split('\n\n')
}

/** The Message-ID in a returned copy or its headers (RFC 6522 §3, third part). */
export function returnedMessageId(parts: readonly MailPart[]): string | null {
  for (const part of parts) {
    if (!returned.has(part.mediaType)) continue
    const end = part.text.replaceAll('\r\n', '\n').indexOf('\n\n', 1)
    const headers = end < 0 ? part.text : part.text.replaceAll('\r\n', '\n').slice(0, end)
    const id = readMessageId(readFields(headers.trimStart()).get('message-id')?.[0])
    if (id) return id
  }
  return null
}
