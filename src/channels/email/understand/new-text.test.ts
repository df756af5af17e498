import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bodies, oldMails, people, programs, signatures, tongues } from './fixtures/mail-generator.ts'
import { splitNewText } from './new-text.ts'
import { textLimit } from './text-lines.ts'

/** Any UTF-16 at all, halves of pairs and control characters too. */
const anything = fc.array(fc.nat(0xffff), { maxLength: 12 }).map((codes) => String.fromCharCode(...codes))

const split = (text: string, html = '') => splitNewText({ text, html })
const written = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

const tongue = fc.constantFrom(...tongues)
const answer = tongue.chain((language) =>
  fc.record({
    body: fc.constantFrom(...bodies[language]),
    signature: fc.constantFrom('', ...signatures[language]),
    program: fc.constantFrom(...Object.keys(programs)),
    who: fc.constantFrom(...people),
    old: fc.constantFrom(...oldMails),
    eol: fc.constantFrom('\n', '\r\n'),
    gap: fc.constantFrom('\n\n', '\n\n\n'),
  }),
)

test('an answer above the old mail shows only what the person wrote now, whatever the program and the language', () => {
  fc.assert(
    fc.property(answer, ({ body, signature, program, who, old, eol, gap }) => {
      const above = signature === '' ? body : `${body}\n\n${signature}`
      const text = `${above}${gap}${programs[program]?.(who, old)}`.replaceAll('\n', eol)
      const result = split(text)
      expect(written(result.newText)).toEqual(written(body))
      expect(written(result.signature)).toEqual(written(signature))
    }),
    { numRuns: 2000 },
  )
})

test('an answer below or between the marked lines is kept, the old lines are not', () => {
  const marking = Object.keys(programs).filter((name) => programs[name]?.(people[0]!, 'x').trimEnd().endsWith('> x'))
  fc.assert(
    fc.property(answer, fc.constantFrom(...marking), ({ body, who, old }, program) => {
      const quote = programs[program]?.(who, old)
      const below = split(`${quote}\n\n${body}`)
      expect(written(below.newText)).toEqual(written(body))
      const between = split(`Hei!\n\n${quote}\n${body}\n> ${old.split('\n')[0]}\n\nSvar to.`)
      expect(written(between.newText)).toEqual(['Hei!', ...written(body), 'Svar to.'])
    }),
    { numRuns: 800 },
  )
})

test('no line of any mail is lost or shown twice', () => {
  const pieces = [
    ...Object.values(bodies).flat(),
    ...Object.values(signatures).flat(),
    ...people.flatMap((who) => Object.values(programs).map((program) => program(who, 'gammelt\nbrev'))),
    ...[
      '>',
      '> >',
      '-- ',
      '___________',
      'Fra:',
      'skrev:',
      '\u200b',
      '\t',
      '*',
      'PS: ring',
      '---------- Forwarded message ---------',
    ],
  ]
  const mail = fc.array(fc.oneof(fc.constantFrom(...pieces), anything), { maxLength: 8 }).map((some) => some.join('\n'))
  fc.assert(
    fc.property(mail, fc.constantFrom('', '<div class="gmail_quote">'), (text, opening) => {
      const { newText, quotedText, signature } = split(text, `${opening}${text}`)
      const sorted = (some: string) => written(some).sort()
      expect(sorted(`${newText}\n${quotedText}\n${signature}`)).toEqual(sorted(text))
      if (text.trim() !== '') expect(newText.trim()).not.toBe('')
    }),
    { numRuns: 600 },
  )
})

const own: [string, string][] = [
  ['a sentence with days', 'Fra mandag til fredag er jeg hjemme.\nTil jer alle: ring.'],
  ['a sentence about a letter', 'Hej igen.\nDen 3. marts kl. 10.12 skrev I at pakken var sendt:\nden kom aldrig.'],
  ['a travel list', 'Fra: Oslo\nTil: Bergen\nDato: 3. mars\n\nKan jeg bytte?'],
  ['arrows', 'Jeg har prøvd dette:\n> slå av\n> bytte kabel\nIngenting hjalp.'],
  ['a comparison', 'Vi venter\n\n>100 kunder er ramt'],
  ['a list', 'Jeg mangler:\n- kabel\n- boks\n-- og skruer'],
  ['a greeting that is the subject', 'Hilsen er ikke kommet frem til min mor.'],
  ['goods that were sent', 'Sendt fra lageret i går, men ikke mottatt.'],
  ['an own heading', 'Sak: 42\nEmne: strøm\n\nHei, hva skjer?'],
  ['a question about a footer', 'Hvad betyder "denne e-mail kan indeholde fortrolige oplysninger"?'],
]
test.each(own)('%s is no quotation and no signature', (_, text) => {
  expect(split(text)).toEqual({ newText: text, quotedText: '', signature: '' })
})

test('a mail that is only a greeting keeps it, above an old mail too', () => {
  expect(split('Mvh Kari').newText).toBe('Mvh Kari')
  expect(split('Mvh Kari\n\nDen 4. mar. 2026 kl. 10.12 skrev X <a@b.dk>:\n> hej')).toMatchObject({
    newText: 'Mvh Kari',
  })
})

test('a postscript and an order number below the name stay in the text', () => {
  const { newText, signature } = split('Hei\n\nMvh\nKari Nordmann\nOrdrenr. 471100\n\nPS: ring etter fire.')
  expect(written(newText)).toEqual(['Hei', 'Ordrenr. 471100', 'PS: ring etter fire.'])
  expect(written(signature)).toEqual(['Mvh', 'Kari Nordmann'])
})

test('a legal footer is signature', () => {
  const footer =
    'Denne e-posten kan inneholde fortrolig informasjon. Slett den om den ikke er til deg.\nTakk for at du hjelper oss.'
  expect(split(`Hvor er pakken?\n\nMvh Kari\n\n${footer}`)).toMatchObject({ newText: 'Hvor er pakken?' })
})

test('a forwarded mail without own words is shown whole; with a word above, only that', () => {
  const forward =
    '---------- Videresendt besked ---------\nFra: Kari <k@k.example>\nDate: ons. 4. mar.\nSubject: Pakke\n\nHvor er den?'
  expect(split(forward).newText).toBe(forward)
  expect(split(`Sendt fra min iPhone\n\n${forward}`).newText).toContain('Hvor er den?')
  expect(split(`FYI\n\n${forward}`)).toMatchObject({ newText: 'FYI', quotedText: forward })
})

test('the HTML tells where an unmarked quotation ends', () => {
  const html =
    '<p>Over.</p><div class="moz-cite-prefix">Kari Nordmann skrev følgende</div><blockquote type="cite"><p>Gammelt brev<br>p&aring; to linjer</p></blockquote><p>Under sitatet.</p>'
  const text = 'Over.\nKari Nordmann skrev følgende\nGammelt brev\npå to linjer\nUnder sitatet.'
  expect(written(split(text, html).newText)).toEqual(['Over.', 'Under sitatet.'])
})

test('answers between the paragraphs of a Gmail quotation are kept though nothing marks the lines', () => {
  const html =
    '<div dir="ltr">Hei</div><div class="gmail_quote"><div class="gmail_attr">ons. 4. mars 2026 kl. 10:12 skrev St&oslash;tte:<br></div><blockquote class="gmail_quote">N&aring;r passer det?</blockquote><div>P&aring; torsdag.</div><blockquote class="gmail_quote">Hvor bor du?</blockquote><div>I Oslo.</div></div>'
  const text =
    'Hei\n\nons. 4. mars 2026 kl. 10:12 skrev Støtte:\n\nNår passer det?\n\nPå torsdag.\n\nHvor bor du?\n\nI Oslo.'
  expect(split(text, html).newText).toBe('Hei\n\nPå torsdag.\n\nI Oslo.')
})

test.each([
  ['Outlook on the web', '<div>Nytt.</div><hr><div id="divRplyFwdMsg">Oddities</div><div>Gammelt brev her.</div>'],
  ['Outlook', '<div>Nytt.</div><div id="appendonsend"></div><div>Oddities</div><div>Gammelt brev her.</div>'],
  [
    'Outlook mobile',
    '<div>Nytt.</div><div class="ms-outlook-mobile-reference-message">Oddities<p>Gammelt brev her.</p></div>',
  ],
  ['Yahoo', '<div>Nytt.</div><div id="yahoo_quoted_123" class="yahoo_quoted">Oddities<p>Gammelt brev her.</p></div>'],
  ['Proton', '<div>Nytt.</div><div class="protonmail_quote">Oddities<blockquote>Gammelt brev her.</blockquote></div>'],
])('%s marks the old mail in its HTML', (_, html) => {
  expect(split('Nytt.\n\nOddities\nGammelt brev her.', html)).toMatchObject({ newText: 'Nytt.' })
})

test('HTML that does not agree with the text is not followed', () => {
  const text = 'Alt dette er nytt.\nOgså dette.'
  expect(split(text, '<blockquote type="cite">Noe helt annet enn teksten</blockquote>').newText).toBe(text)
})

test('a text beyond the limit is left unfolded', () => {
  const text = `${'> x\n'.repeat(textLimit / 4)}mer`
  expect(split(text)).toEqual({ newText: text, quotedText: '', signature: '' })
})
