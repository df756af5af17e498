import { lookup } from 'node:dns/promises'
import http from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Why nothing was fetched. The words are for logs; people get a refusal of the slice that asked. */
export class OutboundRefused extends Error {
  readonly reason: 'address' | 'port' | 'scheme' | 'name' | 'answer' | 'too-large' | 'too-slow' | 'unreachable'
  constructor(reason: OutboundRefused['reason'], words: string) {
    super(words)
    this.name = 'OutboundRefused'
    this.reason = reason
  }
}

export interface Fetched {
  status: number
  mediaType: string
  bytes: Buffer
}

export interface OutboundOptions {
  maxBytes: number
  timeoutMs: number
  accept: string
  /** Tests put their own in; in service it is the system's. Every address is checked, wherever it came from. */
  resolve?: (name: string) => Promise<string[]>
  /** Tests only: what counts as reachable. */
  isPublic?: (address: string) => boolean
  ports?: readonly number[]
}

/**
 * Only the public internet: no loopback, private, link-local (cloud metadata), carrier-grade, multicast or reserved ranges,
 * and no IPv6 form that smuggles an IPv4 address past the check (mapped, NAT64, 6to4, Teredo).
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  return ipaddr.process(address).range() === 'unicast'
}

/**
 * The one client for every HTTP call whose address came from outside. The name is resolved once, every address it has is
 * checked, and the connection goes to the address that was checked (a second look-up could answer differently: DNS
 * rebinding). Redirects are not followed: the target would be a new address from outside.
 * @throws OutboundRefused
 */
export async function fetchOutside(address: string, options: OutboundOptions): Promise<Fetched> {
  const url = URL.parse(address)
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:'))
    throw new OutboundRefused('scheme', 'Only http and https addresses are fetched.')
  if (url.username || url.password)
    throw new OutboundRefused('scheme', 'An address with a password in it is not fetched.')
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port)
  if (!(options.ports ?? [80, 443]).includes(port))
    throw new OutboundRefused('port', `Port ${port} is not fetched from.`)
  const pinned = await checkedAddress(url.hostname.replace(/^\[|\]$/g, ''), options)
  return request(url, pinned, options)
}

async function checkedAddress(
  host: string,
  { resolve = resolveName, isPublic = isPublicAddress }: OutboundOptions,
): Promise<string> {
  const addresses = isIP(host) ? [host] : await resolve(host).catch(() => [])
  const first = addresses[0]
  if (first === undefined) throw new OutboundRefused('name', 'The name has no address.')
  // All of them: a name with one public and one private address is an attack, not a choice.
  if (!addresses.every(isPublic)) throw new OutboundRefused('address', 'The address is not on the public internet.')
  return first
}

async function resolveName(name: string): Promise<string[]> {
  return (await lookup(name, { all: true, verbatim: true })).map(({ address }) => address)
}

function request(url: URL, pinned: string, { maxBytes, timeoutMs, accept }: OutboundOptions): Promise<Fetched> {
  return new Promise((resolve, reject) => {
    const client = url.protocol === 'https:' ? https : http
    const call = client.request(
      url,
      {
        agent: false,
        // No cookies, no referrer, no name of an agent: the other side learns that a desk looked, and nothing more.
        headers: { accept, 'user-agent': 'Lofte', 'accept-encoding': 'identity' },
        lookup: (_name, lookupOptions, done) => {
          const family = isIP(pinned)
          if (lookupOptions.all)
            (done as (error: null, all: { address: string; family: number }[]) => void)(null, [
              { address: pinned, family },
            ])
          else done(null, pinned, family)
        },
        signal: AbortSignal.timeout(timeoutMs),
      },
      (response) => {
        const status = response.statusCode ?? 0
        const mediaType = (response.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
        if (status !== 200) {
          response.destroy()
          reject(new OutboundRefused('answer', `It answered ${status}.`))
          return
        }
        const chunks: Buffer[] = []
        let size = 0
        response.on('data', (chunk: Buffer) => {
          size += chunk.length
          if (size <= maxBytes) chunks.push(chunk)
          else {
            response.destroy()
            reject(new OutboundRefused('too-large', `It is larger than ${maxBytes} bytes.`))
          }
        })
        response.on('end', () => resolve({ status, mediaType, bytes: Buffer.concat(chunks) }))
        response.on('error', (error) => reject(new OutboundRefused('unreachable', error.message)))
      },
    )
    call.on('error', (error) => {
      const slow = error.name === 'TimeoutError' || error.name === 'AbortError'
      reject(new OutboundRefused(slow ? 'too-slow' : 'unreachable', error.message))
    })
    call.end()
  })
}
