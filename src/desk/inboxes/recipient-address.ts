import { domainToASCII, domainToUnicode } from 'node:url'

/**
 * The inbox addresses mail to `recipient` may be meant for, the closest first: the address itself, then without its last
 * plus-part, and so on; each with the domain in letters and in ASCII (RFC 5890).
 * @example inboxAddressesFor('Support+a1@Løfte.dk') // support+a1@løfte.dk, support+a1@xn--…, support@løfte.dk, …
 */
export function inboxAddressesFor(recipient: string): string[] {
  const address = recipient.trim().toLowerCase()
  const at = address.lastIndexOf('@')
  if (at < 1 || address.length > 320) return []
  const domain = address.slice(at + 1)
  const domains = new Set([domain, domainToUnicode(domain), domainToASCII(domain)])
  domains.delete('')
  const parts = address.slice(0, at).split('+').slice(0, 10)
  const locals = parts.map((_, index) => parts.slice(0, parts.length - index).join('+')).filter((local) => local !== '')
  return locals.flatMap((local) => [...domains].map((each) => `${local}@${each}`))
}
