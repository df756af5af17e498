import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readAddresses } from './addresses.ts'

test.each([
  ['ole@x.example', '', 'ole@x.example'],
  ['Ole <Ole@X.Example>', 'Ole', 'Ole@x.example'],
  ['"a@b.example" <c@d.example>', 'a@b.example', 'c@d.example'],
  ['"Hansen, Ole" <ole@x.example>', 'Hansen, Ole', 'ole@x.example'],
  ['ole@x.example (Ole Hansen)', 'Ole Hansen', 'ole@x.example'],
  ['(evil@x.example) ole@x.example', 'evil@x.example', 'ole@x.example'],
  ['((evil@x.example)) <ole@x.example>', '', 'ole@x.example'],
  ['=?utf-8?q?=C3=98le?= =?utf-8?q?_H?= <ole@x.example>', 'Øle H', 'ole@x.example'],
  ['=?utf-8?b?YSA8ZXZpbEB4LmV4YW1wbGU+?= <ole@x.example>', 'a <evil@x.example>', 'ole@x.example'],
  ['"ole hansen"@x.example', '', '"ole hansen"@x.example'],
  ['"ole"@x.example', '', 'ole@x.example'],
  ['<@a.example,@b.example:c@d.example>', '', 'c@d.example'],
  ['<ole@blåbær.example>', '', 'ole@xn--blbr-roah.example'],
  ['ole@XN--BLBR-ROAH.example', '', 'ole@xn--blbr-roah.example'],
  ['<ole@[192.0.2.1]>', '', 'ole@[192.0.2.1]'],
  ['c@d.example <c@d.example>', 'c@d.example', 'c@d.example'],
  ['Ole\u202e', 'Ole', ''],
  ['a\x07b <c@d.example>', 'a b', 'c@d.example'],
])('the address header %s is read', (header, name, address) => {
  expect(readAddresses(Buffer.from(header).toString('latin1'))).toEqual([{ name, address }])
})

test.each([
  'a@b.example <c@d.example>',
  '<a@b.example> <c@d.example>',
  'Ole ole@x.example',
  'ole @ x.example',
  'ole@x..example',
  '.ole@x.example',
  'a@b@c.example',
  '<ole@x.example',
  '"ole <ole@x.example>',
  '(ole <ole@x.example>',
  'ole@(x)y.example',
  '=?utf-8?q?a=40b.example?=@c.example',
  '=?utf-8?q?x <a@b.example>, y?= <c@d.example>',
  'g:h:ole@x.example;;',
  'ole@-x.example',
])('an address that can be read in two ways is none: %s', (header) => {
  const defects: string[] = []
  const [first] = readAddresses(header, (sentence) => defects.push(sentence))
  expect(first?.address).toBe('')
  expect(defects).not.toEqual([])
})

test('groups are flattened, empty ones are nobody', () => {
  expect(readAddresses('Venner: a@b.example, C <c@d.example>; e@f.example')).toHaveLength(3)
  expect(readAddresses('undisclosed-recipients:;')).toEqual([])
  expect(readAddresses('')).toEqual([])
})

test('what was written by the book is read back, whatever the name holds', () => {
  const name = fc.string({ minLength: 1, maxLength: 40, unit: fc.constantFrom(...'abc ÆØÅ"\\<>@,;:().[]'.split('')) })
  const local = fc.stringMatching(/^[a-z0-9!#$%&'*+/=?^_`{|}~-]{1,20}$/)
  fc.assert(
    fc.property(fc.array(fc.tuple(name, local), { minLength: 1, maxLength: 5 }), (people) => {
      const header = people.map(([who, box]) => `"${who.replace(/["\\]/g, '\\$&')}" <${box}@x.example>`).join(', ')
      const found = readAddresses(Buffer.from(header).toString('latin1'))
      expect(found.map(({ address }) => address)).toEqual(people.map(([, box]) => `${box}@x.example`))
    }),
  )
})

test('no header at all makes it fail', () => {
  const unit = fc.constantFrom(...'<>@,;:"\\()[]= ?aq.\u00ff\t'.split(''))
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 80 }), (header) => {
      for (const { address } of readAddresses(header)) expect(address).toMatch(/^$|^[^\s<>]*@[a-z0-9.[\]:_-]+$|^".*"@/)
    }),
    { numRuns: 3000 },
  )
})
