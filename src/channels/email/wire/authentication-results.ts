import type { SenderTrust } from '../../channel.ts'
import { alignsWith, domainOf, plainDomain } from './domain-alignment.ts'

interface MethodResult {
  method: string
  result: string
  /** Property name as written (`header.d`, `smtp.mailfrom`) → value. */
  properties: Map<string, string>
  /** What stood in comments beside this result, lower-cased: some providers put the policy only there. */
  comments: string
}

export interface AuthenticationResults {
  authservId: string
  results: MethodResult[]
}

type Token = { kind: 'word' | 'comment' | ';'; text: string }

/** Cuts a header value into words (quoted strings unquoted), comments (RFC 5322 §3.2.2, they nest) and semicolons. */
function tokens(value: string): Token[] {
  const found: Token[] = []
  let word: string | null = null
  const endWord = () => {
    if (word !== null) found.push({ kind: 'word', text: word })
    word = null
  }
  for (let at = 0; at < value.length; at++) {
    const char = value[at] as string
    if (char === '"') {
      let quoted = ''
      for (at++; at < value.length && value[at] !== '"'; at++) {
        if (value[at] === '\\') at++
        quoted += value[at] ?? ''
      }
      word = (word ?? '') + quoted
    } else if (char === '(') {
      endWord()
      let depth = 1
      let comment = ''
      for (at++; at < value.length; at++) {
        if (value[at] === '\\') at++
        else if (value[at] === '(') depth++
        else if (value[at] === ')' && --depth === 0) break
        comment += value[at] ?? ''
      }
      found.push({ kind: 'comment', text: comment })
    } else if (char === ';') {
      endWord()
      found.push({ kind: ';', text: char })
    } else if (/\s/.test(char)) {
      // White space around = is allowed; a result or property is one word all the same.
      if (!word?.endsWith('=')) endWord()
    } else {
      const before = found.at(-1)
      if (char === '=' && word === null && before?.kind === 'word') word = found.pop()?.text ?? ''
      word = (word ?? '') + char
    }
  }
  endWord()
  return found
}

/** Reads the value of one Authentication-Results field (RFC 8601 §2.2); null when it names no server. */
export function readAuthenticationResults(value: string): AuthenticationResults | null {
  const parts: Token[][] = [[]]
  for (const token of tokens(value.slice(0, 65_536))) {
    if (token.kind === ';') parts.push([])
    else parts.at(-1)?.push(token)
  }
  const authservId = parts[0]?.find((token) => token.kind === 'word')?.text
  if (!authservId) return null
  const results: MethodResult[] = []
  for (const part of parts.slice(1)) {
    const words = part.filter((token) => token.kind === 'word').map((token) => token.text)
    const [method = '', result = ''] = (words[0] ?? '').split('=')
    if (method === '' || result === '') continue
    const properties = new Map<string, string>()
    for (const word of words.slice(1)) {
      const equals = word.indexOf('=')
      if (equals > 0) properties.set(word.slice(0, equals).toLowerCase(), word.slice(equals + 1))
    }
    const comments = part.filter((token) => token.kind === 'comment').map((token) => token.text.toLowerCase())
    const plainMethod = (method.split('/')[0] ?? '').toLowerCase()
    results.push({ method: plainMethod, result: result.toLowerCase(), properties, comments: comments.join(' ') })
  }
  return { authservId, results }
}

const domainIn = (value: string | undefined): string =>
  value === undefined ? '' : value.includes('@') ? domainOf(value) : plainDomain(value)

/**
 * What a mail provider found out about a sender, for mail read from its IMAP server. `values` are the mail's
 * Authentication-Results fields, topmost first; anybody can write such a field, so only the topmost one that carries
 * the provider's own name (`authservId`, set by the person who connected the account) counts, and none without a name
 * (RFC 8601 §5). The verdicts mean what they mean in `createSenderVerifier`; only domains aligned with From count.
 */
export function trustFromResults(values: string[], authservId: string | null, fromDomain: string): SenderTrust {
  const unknown = (detail: string): SenderTrust => ({ verdict: 'unknown', detail })
  if (!authservId) return unknown('no server is named whose word would count')
  const read = values.map(readAuthenticationResults)
  const field = read.find((one) => one?.authservId.toLowerCase() === authservId.trim().toLowerCase())
  if (!field) return unknown(`${authservId} says nothing about the sender`)
  const from = plainDomain(fromDomain)
  if (from === '') return unknown('the mail names no sender')

  const about = (method: string, ...names: string[]) =>
    field.results.filter(
      (one) => one.method === method && names.some((name) => alignsWith(from, domainIn(one.properties.get(name)))),
    )
  const dmarc = about('dmarc', 'header.from')
  const dkim = about('dkim', 'header.d', 'header.i')
  const spf = about('spf', 'smtp.mailfrom', 'smtp.helo')
  const passed = [...dmarc, ...dkim, ...spf].find((one) => one.result === 'pass')
  if (passed) return { verdict: 'verified', detail: `${authservId}: ${passed.method}=pass` }

  const troubled = [...dmarc, ...dkim, ...spf].find((one) => one.result === 'temperror' || one.result === 'permerror')
  if (troubled) return unknown(`${authservId}: ${troubled.method}=${troubled.result}`)
  const lenient = (one: MethodResult) => /\bp=none\b/.test(one.comments) || one.properties.get('action') === 'none'
  const failed = dmarc.find((one) => one.result === 'fail' && !lenient(one)) ?? spf.find((one) => one.result === 'fail')
  if (failed) return { verdict: 'failed', detail: `${authservId}: ${failed.method}=fail` }
  return unknown(`${authservId} could not confirm the sender`)
}
