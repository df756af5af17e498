import { generateKeyPairSync } from 'node:crypto'
import { dkimSign } from 'mailauth'
import { expect, test } from 'vitest'
import { createSenderVerifier } from './verify-sender.ts'

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const KEY = `v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`
const PEER = { address: '192.0.2.10', helo: 'mx.kunde.example', encrypted: true }

type Zone = Record<string, string | Error>

/** A name server that knows these TXT records and nothing else. */
function zone(records: Zone) {
  return async (domain: string, type: string): Promise<string[][]> => {
    const record = type === 'TXT' ? records[domain.toLowerCase()] : undefined
    if (record instanceof Error) throw record
    if (record === undefined) throw Object.assign(new Error('not found'), { code: 'ENOTFOUND' })
    return [[record]]
  }
}
const broken = Object.assign(new Error('SERVFAIL'), { code: 'ESERVFAIL' })

function mail(from = 'Kari Nordmann <kari@kunde.example>', extra = ''): Buffer {
  return Buffer.from(`${extra}From: ${from}\r\nTo: help@desk.example\r\nSubject: hei\r\n\r\nHei!\r\n`)
}

async function signed(raw: Buffer, signingDomain: string, options: Record<string, unknown> = {}): Promise<Buffer> {
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const signature = { signingDomain, selector: 's1', privateKey: pem, ...options }
  // The library signs with what stands in signatureData; its types ask for the same once more above it.
  const settings = { canonicalization: 'relaxed/relaxed', ...signature, signatureData: [signature] }
  const { signatures } = await dkimSign(raw, settings)
  return Buffer.concat([Buffer.from(signatures), raw])
}

async function verdict(records: Zone, raw: Uint8Array, sender: string | null = 'kari@kunde.example') {
  return (await createSenderVerifier({ resolver: zone(records) })({ raw, peer: PEER, sender })).verdict
}

const SPF_YES = { 'kunde.example': 'v=spf1 ip4:192.0.2.0/24 -all' }
const SPF_NO = { 'kunde.example': 'v=spf1 ip4:198.51.100.1 -all' }
const SPF_SOFT = { 'kunde.example': 'v=spf1 ip4:198.51.100.1 ~all' }
const REJECT = { '_dmarc.kunde.example': 'v=DMARC1; p=reject' }
const DKIM = { 's1._domainkey.kunde.example': KEY }

test('a server that the From domain names may speak for it', async () => {
  expect(await verdict(SPF_YES, mail())).toBe('verified')
  expect(await verdict({ ...SPF_YES, ...REJECT }, mail())).toBe('verified')
})

test('a signature of the From domain, or of one under the same owner, speaks for it', async () => {
  expect(await verdict(DKIM, await signed(mail(), 'kunde.example'))).toBe('verified')
  const sub = mail('kari@post.kunde.example')
  expect(await verdict(DKIM, await signed(sub, 'kunde.example'), 'bounce@other.example')).toBe('verified')
  expect(await verdict({ ...DKIM, ...SPF_NO, ...REJECT }, await signed(mail(), 'kunde.example'))).toBe('verified')
})

test("somebody else's pass says nothing about From", async () => {
  const records = { 'evil.example': 'v=spf1 ip4:192.0.2.10 -all', 's1._domainkey.evil.example': KEY }
  const raw = await signed(mail(), 'evil.example')
  expect(await verdict(records, raw, 'x@evil.example')).toBe('unknown')
  expect(await verdict({ ...records, ...REJECT }, raw, 'x@evil.example')).toBe('failed')
})

test('domains under a public suffix are strangers to each other', async () => {
  const records = { 's1._domainkey.evil.co.uk': KEY }
  const raw = await signed(mail('ceo@bank.co.uk'), 'evil.co.uk')
  expect(await verdict(records, raw, 'x@evil.co.uk')).toBe('unknown')
})

test('strict alignment is honoured when the owner asks for it', async () => {
  const raw = await signed(mail('kari@post.kunde.example'), 'kunde.example')
  const records = { ...DKIM, '_dmarc.post.kunde.example': 'v=DMARC1; p=reject; adkim=s' }
  expect(await verdict(records, raw, 'x@other.example')).toBe('failed')
})

test('what the owner of From forbids has failed: by DMARC, or by its own SPF record', async () => {
  expect(await verdict({ ...REJECT }, mail())).toBe('failed')
  expect(await verdict({ '_dmarc.kunde.example': 'v=DMARC1; p=quarantine' }, mail())).toBe('failed')
  expect(await verdict(SPF_NO, mail())).toBe('failed')
  expect(await verdict({ ...SPF_NO, ...DKIM }, Buffer.from(`${await signed(mail(), 'kunde.example')}added\r\n`))).toBe(
    'failed',
  )
})

test('what the owner leaves open stays open: no record, p=none, test mode, softfail', async () => {
  expect(await verdict({}, mail())).toBe('unknown')
  expect(await verdict({ '_dmarc.kunde.example': 'v=DMARC1; p=none' }, mail())).toBe('unknown')
  expect(await verdict({ '_dmarc.kunde.example': 'v=DMARC1; p=quarantine; t=y' }, mail())).toBe('unknown')
  expect(await verdict(SPF_SOFT, mail())).toBe('unknown')
})

test('errors in records that could have made the mail pass leave it open', async () => {
  expect(await verdict({ ...REJECT, 'kunde.example': broken }, mail())).toBe('unknown')
  expect(await verdict({ ...REJECT, 'kunde.example': 'v=spf1 nonsense:x -all' }, mail())).toBe('unknown')
  expect(await verdict({ '_dmarc.kunde.example': broken }, mail())).toBe('unknown')
  const raw = await signed(mail(), 'kunde.example')
  expect(await verdict({ ...REJECT, 's1._domainkey.kunde.example': broken }, raw)).toBe('unknown')
})

test('a forger cannot soften a failure by pointing at records that break', async () => {
  expect(await verdict({ ...REJECT, 'evil.example': broken }, mail(), 'x@evil.example')).toBe('failed')
  const raw = await signed(mail(), 'evil.example')
  expect(await verdict({ ...REJECT, 's1._domainkey.evil.example': broken }, raw, 'x@evil.example')).toBe('failed')
  const impossible = await signed(mail(), 'kunde.example', { selector: 'x'.repeat(64) })
  expect(await verdict(REJECT, impossible, 'x@evil.example')).toBe('failed')
})

test('a signature over the first bytes only does not vouch for words put beneath it', async () => {
  const raw = Buffer.concat([await signed(mail(), 'kunde.example', { maxBodyLength: 6 }), Buffer.from('Pay me\r\n')])
  expect(await verdict({ ...DKIM, ...REJECT }, raw, 'x@evil.example')).toBe('unknown')
})

test.each([
  ['two From fields', mail('kari@kunde.example', 'From: boss@bank.example\r\n')],
  ['two authors', mail('kari@kunde.example, per@kunde.example')],
  ['a group', mail('Us: kari@kunde.example;')],
  ['an address in a comment of an address', mail('kari@kunde.example(<boss@bank.example>)')],
  ['two addresses in a row', mail('<boss@bank.example> <kari@kunde.example>')],
  ['an unclosed quote', mail('"boss@bank.example <kari@kunde.example>')],
  ['no From at all', Buffer.from('Subject: hei\r\n\r\nHei!\r\n')],
])('%s: nobody can be verified', async (_name, raw) => {
  expect(await verdict({ ...SPF_YES, ...DKIM, ...REJECT }, await signed(raw, 'kunde.example'))).toBe('unknown')
})

test('names in every form that mail programs write are read', async () => {
  for (const from of [
    '"Nordmann, Kari" <kari@kunde.example>',
    '=?UTF-8?Q?K=C3=A5re_S=C3=B8rensen?= <kari@kunde.example>',
    'Kåre (ACME AS) <kari@kunde.example>',
    'Kari\r\n Nordmann <kari@KUNDE.example>',
    'kari@kunde.example',
  ]) {
    expect(await verdict(SPF_YES, mail(from))).toBe('verified')
  }
})

test('automatic mail without a sender is checked by the name its server gives', async () => {
  expect(await verdict({ 'mx.kunde.example': 'v=spf1 ip4:192.0.2.10 -all' }, mail(), '')).toBe('verified')
})

test('no name server, no time, no peer, no end of signatures: unknown, never an error', async () => {
  const dead = createSenderVerifier({
    resolver: () => Promise.reject(Object.assign(new Error(), { code: 'ECONNREFUSED' })),
  })
  const given = { raw: mail(), peer: PEER, sender: 'kari@kunde.example' }
  expect((await dead(given)).verdict).toBe('unknown')
  const deaf = createSenderVerifier({ resolver: () => new Promise(() => undefined), timeoutMs: 30 })
  expect(await deaf(given)).toEqual({ verdict: 'unknown', detail: 'the name servers did not answer in time' })
  expect((await dead({ ...given, peer: null })).verdict).toBe('unknown')
  let asked = 0
  const counting = createSenderVerifier({
    resolver: async () => {
      asked += 1
      return []
    },
  })
  const flood = mail(undefined, 'DKIM-Signature: v=1; d=a.example; s=b; b=YQ==\r\n'.repeat(1000))
  expect((await counting({ ...given, raw: flood })).verdict).toBe('unknown')
  expect(asked).toBe(0)
  expect((await dead({ ...given, raw: Buffer.alloc(400_000, 'From: a') })).verdict).toBe('unknown')
  expect(
    (await dead({ ...given, sender: '@@', peer: { address: 'nonsense', helo: '', encrypted: false } })).verdict,
  ).toBe('unknown')
})
