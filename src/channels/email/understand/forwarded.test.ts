import fc from 'fast-check'
import { expect, test } from 'vitest'
import { people, programs } from './fixtures/mail-generator.ts'
import { findForwarded } from './forwarded.ts'

/** Any UTF-16 at all, halves of pairs and control characters too. */
const anything = fc.array(fc.nat(0xffff), { maxLength: 12 }).map((codes) => String.fromCharCode(...codes))

const find = (
  text: string,
  subject: string,
  attachedMessages: Parameters<typeof findForwarded>[0]['attachedMessages'] = [],
) => findForwarded({ text, html: '', subject, attachedMessages })

const forwards: [string, string, string][] = [
  [
    'Gmail da',
    'Fwd: Pakke',
    '---------- Videresendt besked ---------\nFra: {from}\nDate: ons. 4. mar. 2026 kl. 10.12\nSubject: {subject}\nTo: <k@k.example>\n\n\n{text}',
  ],
  [
    'Gmail nb',
    'Fwd: Pakke',
    '---------- Forwarded message ---------\nFra: {from}\nDate: ons. 4. mars 2026 kl. 10:12\nSubject: {subject}\nTo: <k@k.example>\n\n\n{text}',
  ],
  [
    'Gmail sv',
    'Fwd: Paket',
    '---------- Vidarebefordrat meddelande ---------\nFrån: {from}\nDate: ons 4 mars 2026 kl 10:12\nSubject: {subject}\nTo: <k@k.example>\n\n{text}',
  ],
  [
    'Apple da',
    'Fwd: Pakke',
    'Start på videresendt besked:\n\n> Fra: {from}\n> Emne: {subject}\n> Dato: 4. mar. 2026 kl. 10.12.01 CET\n> Til: k@k.example\n> \n> {text}',
  ],
  [
    'Apple nb',
    'Fwd: Pakke',
    'Start på videresendt melding:\n\nFra: {from}\nEmne: {subject}\nDato: 4. mars 2026 kl. 10:12:01 CET\nTil: k@k.example\n\n{text}',
  ],
  [
    'Apple sv',
    'Fwd: Paket',
    'Vidarebefordrat brev:\n\nFrån: {from}\nÄmne: {subject}\nDatum: 4 mars 2026 10:12:01 CET\nTill: k@k.example\n\n{text}',
  ],
  [
    'Apple en',
    'Fwd: Parcel',
    'Begin forwarded message:\n\nFrom: {from}\nSubject: {subject}\nDate: 4 March 2026 at 10:12:01 CET\nTo: k@k.example\n\n{text}',
  ],
  ['Outlook da', 'VS: Pakke', 'Fra: {from}\nSendt: 4. marts 2026 10:12\nTil: K\nEmne: {subject}\n\n{text}'],
  [
    'Outlook nb',
    'VS: Pakke',
    '-----Opprinnelig melding-----\nFra: {from}\nSendt: 4. mars 2026 10:12\nTil: K\nEmne: {subject}\n\n{text}',
  ],
  ['Outlook sv', 'VB: Paket', 'Från: {from}\nSkickat: den 4 mars 2026 10:12\nTill: K\nÄmne: {subject}\n\n{text}'],
  [
    'Outlook en',
    'FW: Parcel',
    '________________________________\nFrom: {from}\nSent: Wednesday, March 4, 2026 10:12 AM\nTo: K\nSubject: {subject}\n\n{text}',
  ],
  [
    'Thunderbird nb',
    'Fwd: Pakke',
    '-------- Videresendt melding --------\nEmne: \t{subject}\nDato: \tWed, 4 Mar 2026 10:12:01 +0100\nFra: \t{from}\nTil: \tk@k.example\n\n{text}',
  ],
]

test.each(forwards)('a mail passed on by %s is found with its sender, subject and text', (_, prefixed, form) => {
  for (const who of people) {
    for (const above of ['', 'FYI\n\n', 'Se nedenfor.\n\nMvh Kari\n\n']) {
      const text = form
        .replace('{from}', `${who.name} <${who.address}>`)
        .replace('{subject}', 'Hvor er den?')
        .replace('{text}', 'Min pakke mangler.')
      expect(find(above + text, prefixed)).toEqual({
        from: { name: who.name.replaceAll('"', ''), address: who.address },
        subject: 'Hvor er den?',
        text: 'Min pakke mangler.',
      })
    }
  }
})

test('an answer passes nothing on, whatever it quotes', () => {
  for (const subject of ['SV: Pakke', 'Re: Pakke', 'AW: Paket', 'Antw: Paket', 'SV: VS: Pakke', 'Pakke']) {
    for (const program of Object.values(programs)) {
      expect(find(`Takk.\n\n${program(people[0]!, 'Gammelt')}`, subject)).toBeNull()
    }
  }
})

test('VS in a Finnish mail is an answer', () => {
  expect(
    find(
      'Kiitos\n\nLähettäjä: Tuki <t@t.example>\nLähetetty: 4. maaliskuuta 2026 10:12\nVastaanottaja: K\nAihe: Paketti\n\nHei',
      'VS: Paketti',
    ),
  ).toBeNull()
})

test('a mail attached as a file is passed on', () => {
  const attached = { from: { name: 'Kari', address: 'kari@k.example' }, subject: 'Pakke', text: 'Hvor er den?' }
  expect(find('Se vedlagt', 'VS: Pakke', [attached])).toEqual(attached)
  expect(find('Takk', 'SV: Pakke', [attached])).toBeNull()
})

test('no text makes it throw', () => {
  const piece = fc.oneof(anything, fc.constantFrom('Fra:', '---- Forwarded message ----', '> Fra: x', '\n', '<@>'))
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 12 }),
      fc.string(),
      (some, subject) => void find(some.join('\n'), subject),
    ),
  )
})
