import { Resolver } from 'node:dns/promises'
import { Readable } from 'node:stream'
import { setImmediate as breathe } from 'node:timers/promises'
import { type AuthenticateResult, authenticate, type DKIMResult, type DNSResolver } from 'mailauth'
import type { Arrival, SenderTrust } from '../../channel.ts'
import { alignsWith, plainDomain } from './domain-alignment.ts'
import { fromDomain, headerBlock, headerValues } from './from-domain.ts'
import { wordsOf } from './wire-log.ts'

export type VerifySender = (mail: Pick<Arrival, 'raw' | 'peer' | 'sender'>) => Promise<SenderTrust>

/** More signatures than this and nothing is checked: each one with a length of its own hashes the body anew. */
const MAX_SIGNATURES = 12
/** DNS questions for one mail. SPF alone may ask ten, each of them with ten more (RFC 7208 §4.6.4). */
const MAX_QUESTIONS = 300

const PIECE_BYTES = 256 * 1024

const unknown = (detail: string): SenderTrust => ({ verdict: 'unknown', detail })

/** Names that by RFC 6761 no name server knows; asking costs seconds where there is none. */
const neverKnown = /(^|\.)(example|invalid|test|localhost)\.?$/i
const kept = { answerMs: 60_000, failureMs: 10_000, atMost: 2000 }

/**
 * Asks the name servers of this machine; each question is tried once, for at most two seconds. A question that is already
 * under way, or was answered within the minute, is not asked again: a newsletter or a mail bomb comes from one domain.
 */
function systemResolver(): DNSResolver {
  const resolver = new Resolver({ timeout: 2000, tries: 1 })
  const known = new Map<string, Promise<string[] | string[][]>>()
  return async (domain, type) => {
    if (neverKnown.test(domain)) throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })
    const question = `${type} ${domain.toLowerCase()}`
    const answered = known.get(question)
    if (answered) return answered
    if (known.size >= kept.atMost) known.clear()
    const asking = resolver.resolve(domain, type) as Promise<string[] | string[][]>
    known.set(question, asking)
    const forget = (after: number) => setTimeout(() => known.delete(question), after).unref()
    asking.then(
      () => forget(kept.answerMs),
      () => forget(kept.failureMs),
    )
    return asking
  }
}

/** RFC 1035 §2.3.4: labels of 1 to 63 octets, 253 in all. */
function isPossibleName(domain: string): boolean {
  const labels = domain.replace(/\.$/, '').split('.')
  return domain.length <= 254 && labels.every((label) => label.length > 0 && label.length <= 63)
}

/** Stops asking when the mail's time is over, so that a check nobody waits for any longer also ends. */
function limited(resolver: DNSResolver, over: AbortSignal): DNSResolver {
  let asked = 0
  return async (domain, type) => {
    asked += 1
    if (over.aborted || asked > MAX_QUESTIONS) throw Object.assign(new Error('no time left'), { code: 'ETIMEOUT' })
    // A name that can't exist is a name that doesn't: else a forger turns "failed" into "unknown" with a bad selector.
    if (!isPossibleName(domain)) throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })
    return resolver(domain, type)
  }
}

/** The mail bit by bit, so that hashing a large one doesn't keep everybody else waiting. */
async function* inPieces(raw: Uint8Array, over: AbortSignal): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < raw.byteLength; at += PIECE_BYTES) {
    over.throwIfAborted()
    yield raw.subarray(at, at + PIECE_BYTES)
    await breathe()
  }
}

/**
 * Checks a mail that came straight to us: SPF (RFC 7208), DKIM (RFC 6376), DMARC (RFC 9989).
 *
 * - verified: DKIM signs the whole body, or SPF passes, for a domain aligned with From.
 * - failed: the owner of the From domain publishes a DMARC policy of quarantine or reject and nothing aligned passes;
 *   or the owner's own SPF record names our peer as forbidden (-all) and no aligned signature passes.
 * - unknown: all else. No record; p=none (its owner asks us to draw no conclusion); softfail; an error, lasting or
 *   passing, in any record that could have made the mail pass; no DNS; no time; an ambiguous From.
 *
 * Errors in records of *other* domains don't soften a failure: a forger chooses those records.
 * Never throws, and answers within `timeoutMs` (5 s when absent).
 */
export function createSenderVerifier(options: { resolver?: DNSResolver; timeoutMs?: number } = {}): VerifySender {
  const resolver = options.resolver ?? systemResolver()
  const timeoutMs = options.timeoutMs ?? 5000
  return async ({ raw, peer, sender }) => {
    const block = headerBlock(raw)
    if (block === null) return unknown('the headers are too long to check')
    const from = fromDomain(block)
    if (from.domain === null) return unknown(from.reason)
    if (peer === null) return unknown('nobody knows which server it came from')
    if (headerValues(block, 'dkim-signature').length > MAX_SIGNATURES) return unknown('too many signatures to check')

    const over = new AbortController()
    let timer: NodeJS.Timeout | undefined
    const outOfTime = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), timeoutMs)
    })
    try {
      const checking = authenticate(Readable.from(inPieces(raw, over.signal), { objectMode: false }), {
        ip: peer.address,
        helo: peer.helo || 'unknown.invalid',
        sender: sender ?? '',
        mta: 'lofte.invalid',
        resolver: limited(resolver, over.signal),
        rejectRsaSha1: true,
        disableArc: true,
        disableBimi: true,
      })
      // When time runs out first, nobody is left to hear of a late failure.
      checking.catch((late: unknown) => over.signal.aborted && wordsOf(late))
      const results = await Promise.race([checking, outOfTime])
      return results ? judge(from.domain, results) : unknown('the name servers did not answer in time')
    } catch (thrown) {
      return unknown(`could not be checked: ${wordsOf(thrown)}`)
    } finally {
      over.abort()
      clearTimeout(timer)
    }
  }
}

function judge(from: string, results: AuthenticateResult): SenderTrust {
  const { dmarc, spf } = results
  const policy = dmarc && dmarc.status.result !== 'none' && dmarc.status.result !== 'temperror' ? dmarc : null
  // With a policy, mailauth's own verdict on alignment stands (the owner may ask for strict); without one, the same
  // organisational domain; and while the policy can't be read, only the very same domain is sure to align.
  const unread = dmarc && dmarc.status.result === 'temperror'
  const aligned = (domain: string) => (unread ? plainDomain(domain) === from : alignsWith(from, domain))
  const strictly = (domain: string, strict: boolean) => (strict ? plainDomain(domain) === from : aligned(domain))

  const concerns = (row: DKIMResult) => strictly(row.signingDomain ?? '', policy?.alignment.dkim.strict ?? false)
  const signatures = results.dkim.results.filter(concerns)
  // A signature over only the first bytes of a body (l=) lets anybody append their own words beneath it.
  const signed = signatures.find((row) => row.status.result === 'pass' && !row.status.underSized)
  if (signed) return { verdict: 'verified', detail: `DKIM signature of ${signed.signingDomain}` }

  const spfConcerns = spf !== false && strictly(spf.domain, policy?.alignment.spf.strict ?? false)
  const spfResult = spfConcerns ? spf.status.result : 'none'
  if (spfConcerns && spfResult === 'pass') return { verdict: 'verified', detail: `SPF of ${spf.domain}` }

  if (signatures.some((row) => row.status.result === 'pass')) return unknown('the signature covers only a part of it')
  if (signatures.some((row) => row.status.result === 'temperror')) return unknown('a signing key could not be fetched')
  if (spfResult === 'temperror' || spfResult === 'permerror') return unknown(`the SPF record of ${from} has an error`)
  if (unread) return unknown(`the DMARC record of ${from} could not be fetched`)
  if (policy?.status.result === 'fail' && (policy.policy === 'reject' || policy.policy === 'quarantine')) {
    return { verdict: 'failed', detail: `DMARC: ${from} asks to ${policy.policy} such mail` }
  }
  if (spfResult === 'fail') {
    return { verdict: 'failed', detail: `SPF: ${from} does not let that server send its mail` }
  }
  return unknown(policy ? `DMARC of ${from} asks for nothing` : `${from} publishes nothing that could confirm it`)
}
