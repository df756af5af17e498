import { expect, test } from 'vitest'
import { attachedMailName, attachmentName } from './attachment-name.ts'
import { readParameterised } from './header-params.ts'
import { readMailDate } from './mail-date.ts'
import { readMessageId, readReferences } from './message-ids.ts'

test.each([
  ['Wed, 04 Mar 2026 09:15:00 +0100', '2026-03-04T08:15:00Z'],
  ['4 Mar 26 09:15 EST', '2026-03-04T14:15:00Z'],
  ['Wed, 4 Mar 2026 09:15:00 +0100 (CET)', '2026-03-04T08:15:00Z'],
  ['Wed, 4 Mar 2026 09:15:00 GMT+0100', '2026-03-04T08:15:00Z'],
  ['Wed, 4 Mar 2026 09:15:00', '2026-03-04T09:15:00Z'],
  ['ons, 4 maj 2026 09.15.00 +0200', '2026-05-04T07:15:00Z'],
  ['Wed Mar  4 09:15:00 2026', '2026-03-04T09:15:00Z'],
  ['Wed Mar  4 09:15:00 CET 2026', '2026-03-04T08:15:00Z'],
  ['2026-03-04T09:15:00+01:00', '2026-03-04T08:15:00Z'],
  ['2026-03-04 09:15:00', '2026-03-04T09:15:00Z'],
  ['Mar 4, 2026 9:15 PM', '2026-03-04T21:15:00Z'],
  ['Thu, 31 Dec 2026 23:59:60 +0000', '2026-12-31T23:59:59Z'],
  ['Tue, 30 Feb 2026 09:15:00 +0100', null],
  ['Wed, 04 Mar 2026 25:15:00 +0100', null],
  ['i går', null],
  ['', null],
])('the date %s is read', (header, instant) => {
  expect(readMailDate(header)).toBe(instant)
})

test('references are kept in order, tolerantly, and at most a hundred', () => {
  expect(readReferences('<a@b>,<c@d>\r\n\t<e@\r\n f> g@h "x" <a@b>')).toEqual(['<a@b>', '<c@d>', '<e@f>', '<g@h>'])
  const many = readReferences(Array.from({ length: 300 }, (_, at) => `<${at}@x>`).join(' '))
  expect(many).toHaveLength(100)
  expect([many[9], many[10], many[99]]).toEqual(['<9@x>', '<210@x>', '<299@x>'])
  expect(readMessageId('<a@b> <c@d>')).toBeNull()
  expect(readMessageId('<no-at-sign>')).toBe('<no-at-sign>')
  expect(readMessageId('')).toBeNull()
})

test.each([
  ['attachment; filename=a.pdf', 'a.pdf'],
  ['attachment; filename="r\\"e\\\\k.pdf"', 'r"e\\k.pdf'],
  ['attachment; filename=min faktura (1).pdf; size=3', 'min faktura (1).pdf'],
  ["attachment; filename*=iso-8859-1'da'r%E6v.pdf", 'ræv.pdf'],
  ['attachment; filename*0*=utf-8\'\'r%C3; filename*1*=%A6v; filename*2=".pdf"', 'ræv.pdf'],
  ['attachment; filename*1=v.pdf; filename*0=ræ'.replace('æ', '\xe6'), 'ræv.pdf'],
  ['attachment; filename="=?utf-8?q?r=C3=A6v.pdf?="', 'ræv.pdf'],
  ['attachment; filename="r\xe6v.pdf"', 'ræv.pdf'],
  ['attachment; filename="r\xc3\xa6v.pdf"', 'ræv.pdf'],
  ["attachment; filename=plain.pdf; filename*=utf-8''r%C3%A6v.pdf", 'ræv.pdf'],
])('the file name in %s is read', (header, name) => {
  expect(readParameterised(header).params.get('filename')).toBe(name)
})

test.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\temp\\faktura.pdf', 'faktura.pdf'],
  ['faktura\u202efdp.exe', 'fakturafdp.exe'],
  ['a\u0000b\r\nc.pdf', 'a b c.pdf'],
  ['.htaccess', 'htaccess'],
  ['..', 'unnamed-2.pdf'],
  ['', 'unnamed-2.pdf'],
  ['con.txt', '_con.txt'],
  ['NUL', '_NUL'],
  ['faktura.pdf. . ', 'faktura.pdf'],
  ['a<b>:c|d?.pdf', 'a_b__c_d_.pdf'],
  ['/', 'unnamed-2.pdf'],
])('the name %j is offered safely', (given, safe) => {
  expect(attachmentName(given, 'application/pdf', 2)).toBe(safe)
})

test('an overlong name is cut and keeps its ending', () => {
  const name = attachmentName(`${'😀'.repeat(300)}.pdf`, 'application/pdf', 1)
  expect(name.length).toBeLessThanOrEqual(150)
  expect(name).toMatch(/😀\.pdf$/u)
  expect(name.isWellFormed()).toBe(true)
})

test('an attached mail without a subject still has a name', () => {
  expect(attachedMailName('', '')).toBe('message.eml')
  expect(attachedMailName('', 'Sag 1/2')).toBe('Sag 1-2.eml')
})
