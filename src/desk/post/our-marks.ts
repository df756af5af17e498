import { randomBytes } from 'node:crypto'
import { base32, mark, sameMark } from '../../core/ids.ts'

/**
 * The three marks by which our own mail is known again: the plus-address it asks answers to, its Message-ID, and the link in
 * its body. Each carries 128 keyed bits, so that none can be guessed or made by anyone else.
 */

const markBytes = 16
const token = /^c([0-9a-z]{1,10})-([a-z2-7]{26})$/
const inText = /\/c\/(c[0-9a-z]{1,10}-[a-z2-7]{26})(?![0-9a-z])/g

/** Names a conversation to the outside: in the plus-address and in the link to the customer's page. */
export function conversationToken(secret: string, number: number): string {
  return `c${number.toString(36)}-${mark(secret, ['conversation', number], markBytes)}`
}

/** The conversation's number, or null when the token is none of ours. Upper case is read too: some systems don't keep case. */
export function readConversationToken(secret: string, text: string): number | null {
  const match = token.exec(text.toLowerCase())
  if (!match?.[1] || !match[2]) return null
  const number = Number.parseInt(match[1], 36)
  if (!Number.isSafeInteger(number)) return null
  return sameMark(match[2], mark(secret, ['conversation', number], markBytes)) ? number : null
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

/** The conversation a plus-address names, or null. */
export function conversationOfAddress(secret: string, address: string): number | null {
  const at = address.lastIndexOf('@')
  const plus = address.indexOf('+')
  if (plus === -1 || plus > at) return null
  return readConversationToken(secret, address.slice(plus + 1, at))
}

/** Conversations named by our own links in a body, the last first: replies quote the newest mail above the older ones. */
export function conversationsInText(secret: string, text: string): number[] {
  const found: number[] = []
  for (const [, each] of text.slice(0, 512 * 1024).matchAll(inText)) {
    const number = readConversationToken(secret, each ?? '')
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
