import ipaddr from 'ipaddr.js'

/** Failures count for this long. */
export const windowMs = 15 * 60_000
export const mostPerEmail = 10
/** A whole office may sit behind one address, so a network gets more slips than a person. */
export const mostPerPeer = 30

/** What is counted as one peer: an IPv4 address, or an IPv6 /64, which is what a single household or machine is given (RFC 6177). */
export function peerGroup(address: string): string {
  if (!ipaddr.isValid(address)) return address
  const parsed = ipaddr.process(address)
  if (parsed.kind() === 'ipv4') return parsed.toString()
  return `${(parsed as ipaddr.IPv6).parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')}::/64`
}

/**
 * How long to wait, in seconds, from the times of the newest attempts (newest first, this one among them); null when the
 * attempt may be tried.
 */
export function secondsToWait(attempts: readonly Date[], most: number, now: Date): number | null {
  const oldest = attempts[most]
  if (!oldest) return null
  return Math.max(1, Math.ceil((oldest.getTime() + windowMs - now.getTime()) / 1000))
}
