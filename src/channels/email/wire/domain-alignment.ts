import { domainToASCII } from 'node:url'
import tools from 'mailauth/lib/tools.js'

/** Lower-cased A-label form without the root dot; '' for what is no domain name. */
export function plainDomain(domain: string): string {
  return domainToASCII(domain.trim().replace(/\.$/, ''))
}

/** The part after the last @, plain; '' when there is none. */
export function domainOf(address: string): string {
  const at = address.lastIndexOf('@')
  return at === -1 ? '' : plainDomain(address.slice(at + 1))
}

/** Whether both belong to one organisational domain: relaxed alignment, RFC 9989 §3.2.10.1. */
export function alignsWith(fromDomain: string, other: string): boolean {
  const from = plainDomain(fromDomain)
  const to = plainDomain(other)
  if (from === '' || to === '') return false
  return from === to || Boolean(tools.getAlignment(from, [to]))
}
