import { randomBytes } from 'node:crypto'
import { base32, mark, sameMark } from '../../core/ids.ts'

/**
 * The three marks by which our own mail is known again: the plus-address it asks answers to, its Message-ID, and the link in
 * its body. Each carries 128 keyed bits, so that none can be guessed or made by anyone else.
 */

const markBytes = 16
const shape = /^c([0-9a-z]{1,10})-[a-z2-7]{26}$/
const inText = /\/c\/(c[0-9a-z]{1,10}-[a-z2-7]{26})(?![0-9a-z])/g

/** `address` asks answers to a conversation; `page` opens the customer's page. Whoever is given the one can't make the other. */
type Purpose = 'address' | 'page'

function tokenFor(secret: string, purpose: Purpose, number: number): string {
  return `c${number.toString(36)}-${mark(secret, ['conversation', purpose, number], markBytes)}`
}

function readToken(secret: string, purpose: Purpose, text: string): number | null {
  const number = Number.parseInt(shape.exec(text)?.[1] ?? '', 36)
  // Made again and compared whole: one conversation has one token, not one more with a zero in front.
  return Number.isSafeInteger(number) && sameMark(text, tokenFor(secret, purpose, number)) ? number : null
}

/** Names a conversation in the plus-address that answers come back to. */
export function conversationToken(secret: string, number: number): string {
  return tokenFor(secret, 'address', number)
}

/** Names a conversation in the link to the customer's page, which stands in every reply. */
export function pageToken(secret: string, number: number): string {
  return tokenFor(secret, 'page', number)
}

/** The number of the conversation whose page it opens, or null when the token is none of ours. */
export function readPageToken(secret: string, text: string): number | null {
  return readToken(secret, 'page', text)
}

/** A text that goes to outsiders, without our links to the customer's page that may be quoted in it. */
export function withoutPageLinks(text: string): string {
  return text.replace(/https?:\/\/[^\s<>"]{1,300}\/c\/c[0-9a-z]{1,10}-[a-z2-7]{26}(?![0-9a-z])/g, '…')
}

/**
 * `support@example.org` → `support+c5-…@example.org` (RFC 5233 subaddressing). An inbox whose local part is too long for the
 * 64 octets of RFC 5321 §4.5.3.1.1 keeps its plain address; its answers are known by Message-ID and link.
 */
export function plusAddress(address: string, conversation: string): string {
  const at = address.lastIndexOf('@')
  const local = `${address.slice(0, at)}+${conversation}`
  return local.length <= 64 ? `${local}${address.slice(at)}` : address
}

/** The conversation a plus-address names, or null. Upper case is read too: some systems on the way don't keep it. */
export function conversationOfAddress(secret: string, address: string): number | null {
  const at = address.lastIndexOf('@')
  // The last plus: an inbox's own address may hold one.
  const plus = address.lastIndexOf('+', at)
  if (plus === -1) return null
  return readToken(secret, 'address', address.slice(plus + 1, at).toLowerCase())
}

/** Conversations named by our own links in a body, the last first: replies quote the newest mail above the older ones. */
export function conversationsInText(secret: string, text: string): number[] {
  const found: number[] = []
  for (const [, each] of text.slice(0, 512 * 1024).matchAll(inText)) {
    const number = readPageToken(secret, each ?? '')
    if (number !== null && !found.includes(number)) found.push(number)
    if (found.length >= 20) break
  }
  return found
}

/** A Message-ID of ours, with angle brackets (RFC 5322 §3.6.4): unique by 80 random bits, unguessable by its mark. */
export function newInternetMessageId(secret: string, inboxAddress: string): string {
  // Short enough that the field is not folded for a domain of ordinary length: some mail systems' regular expressions trip over that.
  const unique = base32(randomBytes(10))
  const domain = inboxAddress.slice(inboxAddress.lastIndexOf('@') + 1)
  return `<${unique}.${mark(secret, ['message', unique], markBytes)}@${domain}>`
}
