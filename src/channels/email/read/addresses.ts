import { domainToASCII } from 'node:url'
import type { Mailbox } from '../parsed-mail.ts'
import { type AddressToken, tokenizeAddresses } from './address-tokens.ts'
import { decodeRawHeaderBytes, type NoteDefect } from './decode-charset.ts'
import { cleanLine, decodeHeaderText } from './encoded-words.ts'

// A mail to more people than this is a list gone wrong; their names would only fill the database.
const MAX_MAILBOXES = 2000
const MAX_ADDRESS = 320
const MAX_NAME = 500

const ATEXT = "[\\w!#$%&'*+/=?^`{|}~\\u0080-\\uffff-]+"
const DOT_ATOM = new RegExp(`^${ATEXT}(?:\\.${ATEXT})*$`)
const DOMAIN = /^(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/
const LITERAL = /^\[(?:\d{1,3}(?:\.\d{1,3}){3}|ipv6:[0-9a-f:.]{2,45})\]$/

/**
 * The mailboxes of a From, To, Cc … header, groups flattened (RFC 5322 §3.4). Never throws; linear.
 * What can be read in two ways has the address '': two readers that disagree about a sender are how
 * senders are forged, so a doubtful address is none.
 */
export function readAddresses(header: string, note: NoteDefect = () => {}): Mailbox[] {
  const mailboxes: Mailbox[] = []
  let current: AddressToken[] = []
  let groupDepth = 0
  let angle: 'none' | 'open' | 'route' = 'none'
  const finish = () => {
    const mailbox = readMailbox(current, groupDepth > 1, note)
    current = []
    angle = 'none'
    if (mailbox !== null && mailboxes.length < MAX_MAILBOXES) mailboxes.push(mailbox)
  }
  for (const token of tokenizeAddresses(header)) {
    const special = token.kind === 'special' ? token.raw : ''
    if (angle === 'open' && current.at(-1)?.raw === '<' && special === '@') angle = 'route'
    if (special === '<' && angle === 'none') angle = 'open'
    else if (special === '>') angle = 'none'
    // The commas of a route (<@a,@b:c@d>, RFC 5322 §4.4) do not end the address.
    if ((special === ',' && angle !== 'route') || special === ';') {
      finish()
      if (special === ';') groupDepth = Math.max(0, groupDepth - 1)
    } else if (special === ':' && angle === 'none') {
      // What stood before is the group's name.
      groupDepth++
      current = []
    } else current.push(token)
  }
  finish()
  return mailboxes
}

function readMailbox(tokens: AddressToken[], doubtful: boolean, note: NoteDefect): Mailbox | null {
  const solid = tokens.filter((token) => token.kind !== 'comment')
  // Comments within comments name nobody: they are there to confuse readers.
  const comments = tokens.filter((token) => token.kind === 'comment' && !token.raw.includes('('))
  if (solid.length === 0) return null
  const open = solid.findIndex((token) => token.kind === 'special' && token.raw === '<')
  const bare = open < 0 ? addressOf(tokens) : ''
  const name = open >= 0 ? solid.slice(0, open) : bare === '' ? solid : []
  const address = doubtful ? '' : open < 0 ? bare : angleAddress(tokens)
  if (address === '' && solid.some((token) => token.raw.includes('@'))) {
    note('An address in the header can be read in more than one way; it was left empty.')
  }
  return { name: displayName(name.length > 0 ? name : comments), address }
}

/** name <address>: exactly one pair of brackets, nothing but comments after it, no other address before it. */
function angleAddress(tokens: AddressToken[]): string {
  const open = tokens.findIndex((token) => token.kind === 'special' && token.raw === '<')
  const close = tokens.findIndex((token) => token.kind === 'special' && token.raw === '>')
  if (close < open || tokens.slice(close + 1).some((token) => token.kind !== 'comment')) return ''
  let inside = tokens.slice(open + 1, close)
  if (inside[0]?.raw === '@' && inside[0].kind === 'special') {
    const colon = inside.findIndex((token) => token.kind === 'special' && token.raw === ':')
    if (colon < 0) return ''
    inside = inside.slice(colon + 1)
  }
  const address = addressOf(inside)
  const before = tokens.slice(0, open).filter((token) => token.kind !== 'comment')
  if (before.some((token) => token.kind === 'broken')) return ''
  if (before.some((token) => token.kind === 'special')) return addressOf(before) === address ? address : ''
  return address
}

/** local-part "@" domain with nothing between them; comments only before and after. '' for anything else. */
function addressOf(tokens: AddressToken[]): string {
  const first = tokens.findIndex((token) => token.kind !== 'comment')
  const last = tokens.findLastIndex((token) => token.kind !== 'comment')
  if (first < 0 || last - first !== 2) return ''
  const [local, at, domain] = tokens.slice(first, last + 1) as [AddressToken, AddressToken, AddressToken]
  if (at.kind !== 'special' || at.raw !== '@' || at.spaced || domain.spaced) return ''
  const localPart = readLocalPart(local)
  const domainPart = readDomain(domain)
  if (localPart === '' || domainPart === '') return ''
  const address = `${localPart}@${domainPart}`
  return address.length > MAX_ADDRESS ? '' : address
}

function readLocalPart(token: AddressToken): string {
  const text = decodeRawHeaderBytes(token.raw)
  if (token.kind === 'word') return DOT_ATOM.test(text) ? text : ''
  if (token.kind !== 'quoted' || /[\x00-\x1f\x7f]/.test(text)) return ''
  // Quotes that are not needed are not part of the address (RFC 5321 §4.1.2).
  return DOT_ATOM.test(text) ? text : `"${text.replace(/["\\]/g, '\\$&')}"`
}

function readDomain(token: AddressToken): string {
  const text = decodeRawHeaderBytes(token.raw).toLowerCase()
  if (token.kind === 'literal') return LITERAL.test(text) ? text : ''
  if (token.kind !== 'word') return ''
  const ascii = /[^\x00-\x7f]/.test(text) ? domainToASCII(text) : text
  return DOMAIN.test(ascii) ? ascii : ''
}

function displayName(tokens: AddressToken[]): string {
  let raw = ''
  for (const token of tokens) {
    const glued = !token.spaced || raw === ''
    raw += `${glued ? '' : ' '}${token.raw}`
    if (raw.length > 4 * MAX_NAME) break
  }
  const name = cleanLine(decodeHeaderText(raw)).slice(0, MAX_NAME).toWellFormed()
  // 'Ole Hansen' in single quotes is Outlook's way of quoting.
  return /^'[^']+'$/.test(name) ? name.slice(1, -1) : name
}
