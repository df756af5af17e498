import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readAuthenticationResults, trustFromResults } from './authentication-results.ts'

const ME = 'mx.provider.example'
const trust = (...values: string[]) => trustFromResults(values, ME, 'kunde.example').verdict

test("the provider's own pass counts when it is about the From domain", () => {
  expect(trust(`${ME}; dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=kunde.example`)).toBe('verified')
  expect(trust(`${ME}; spf=none smtp.mailfrom=x@y.example; dkim=pass header.d=kunde.example`)).toBe('verified')
  expect(trust(`${ME} 1;\r\n\tdkim=pass header.i=@post.kunde.example header.s=x header.b=y`)).toBe('verified')
  expect(trust(`MX.Provider.Example; spf=pass (ok) smtp.mailfrom="kari@kunde.example"`)).toBe('verified')
  expect(trust(`${ME}; dkim = pass header.d = kunde.example`)).toBe('verified')
})

test("a pass for somebody else's domain counts for nothing", () => {
  expect(trust(`${ME}; dkim=pass header.d=evil.example; spf=pass smtp.mailfrom=evil.example`)).toBe('unknown')
  expect(trust(`${ME}; dmarc=pass header.from=evil.example`)).toBe('unknown')
})

test('only the topmost field with the right name is believed', () => {
  const forged = `${ME}; dmarc=pass header.from=kunde.example`
  expect(trust('mx.evil.example; dmarc=pass header.from=kunde.example')).toBe('unknown')
  expect(trust(`${ME}; dmarc=fail header.from=kunde.example`, forged)).toBe('failed')
  expect(trust(`${ME}; none`, forged)).toBe('unknown')
  expect(trustFromResults([forged], null, 'kunde.example').verdict).toBe('unknown')
  expect(trustFromResults([forged], '', 'kunde.example').verdict).toBe('unknown')
  expect(trustFromResults([], ME, 'kunde.example').verdict).toBe('unknown')
})

test('words in comments and quotes are no results', () => {
  expect(trust(`${ME}; spf=fail (; dmarc=pass header.from=kunde.example) smtp.mailfrom=kunde.example`)).toBe('failed')
  expect(trust(`${ME}; x=y reason="; dmarc=pass header.from=kunde.example"`)).toBe('unknown')
  expect(trust(`(${ME}) evil.example; dmarc=pass header.from=kunde.example`)).toBe('unknown')
})

test('a definite fail is failed; none asked for, soft or broken is unknown', () => {
  expect(trust(`${ME}; dmarc=fail (p=QUARANTINE) header.from=kunde.example`)).toBe('failed')
  expect(trust(`${ME}; dmarc=fail (p=NONE sp=NONE) header.from=kunde.example`)).toBe('unknown')
  expect(trust(`${ME}; dmarc=fail action=none header.from=kunde.example`)).toBe('unknown')
  expect(trust(`${ME}; spf=softfail smtp.mailfrom=kunde.example`)).toBe('unknown')
  expect(trust(`${ME}; spf=fail smtp.mailfrom=kunde.example; dkim=temperror header.d=kunde.example`)).toBe('unknown')
})

test('no text makes the reader fail or hang', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('(', ')', '"', '\\', ';', '=', ' ', 'a', '.') }), (value) => {
      readAuthenticationResults(value)
    }),
  )
  const started = performance.now()
  readAuthenticationResults(`${ME}; ${'('.repeat(500_000)}`)
  readAuthenticationResults(' '.repeat(60_000))
  expect(performance.now() - started).toBeLessThan(2000)
})
