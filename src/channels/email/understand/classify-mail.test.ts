import fc from 'fast-check'
import { expect, test } from 'vitest'
import { classifyMail, type MailToClassify } from './classify-mail.ts'

/** Any UTF-16 at all, halves of pairs and control characters too. */
const anything = fc.array(fc.nat(0xffff), { maxLength: 12 }).map((codes) => String.fromCharCode(...codes))

type Made = Partial<Omit<MailToClassify, 'headers' | 'from'>> & { headers?: Record<string, string>; from?: string }

function classify({ headers = {}, from = 'kari@kunde.example', ...rest }: Made) {
  return classifyMail({
    headers: new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), [value]])),
    from: { name: '', address: from },
    subject: 'Pakke',
    text: 'Hvor er pakken?',
    contentType: 'text/plain; charset=utf-8',
    parts: [],
    returnPath: null,
    ...rest,
  })
}

const report = (fields: string, returned = 'Message-ID: <ut-1@lofte.example>\nSubject: Svar'): Made => ({
  from: 'MAILER-DAEMON@mx.example',
  returnPath: '',
  subject: 'Undelivered Mail Returned to Sender',
  text: 'This is the mail system at host mx.example.',
  contentType: 'multipart/report; report-type=delivery-status; boundary=x',
  parts: [
    { mediaType: 'text/plain', text: 'This is the mail system.' },
    { mediaType: 'message/delivery-status', text: `Reporting-MTA: dns; mx.example\n\n${fields}` },
    { mediaType: 'text/rfc822-headers', text: returned },
  ],
})

test('a person is answered, and a mail without evidence is a person', () => {
  expect(classify({})).toEqual({ kind: 'person', mayAnswerAutomatically: true, bounce: null })
  expect(classify({ headers: { 'auto-submitted': 'no' } })).toMatchObject({
    kind: 'person',
    mayAnswerAutomatically: true,
  })
})

test('a null sender alone makes nobody a machine, but nothing answers it', () => {
  for (const returnPath of ['', '<>', ' <> ']) {
    expect(classify({ returnPath })).toMatchObject({ kind: 'person', mayAnswerAutomatically: false })
  }
})

test('a failed delivery names whom we wrote to, the status and our mail', () => {
  const failed = report(
    'Original-Recipient: rfc822;kari@kunde.example\nFinal-Recipient: rfc822; k12@intern.example\nAction: failed\nStatus: 5.1.1 (no such user)',
  )
  expect(classify(failed)).toEqual({
    kind: 'bounce',
    mayAnswerAutomatically: false,
    bounce: {
      recipients: [{ address: 'kari@kunde.example', status: '5.1.1', permanent: true }],
      delayed: false,
      originalMessageId: '<ut-1@lofte.example>',
    },
  })
})

test('giving up after days is a failure although the status is temporary; a delay is none', () => {
  const gaveUp = report('Final-Recipient: rfc822; kari@kunde.example\nAction: failed\nStatus: 4.4.7')
  expect(classify(gaveUp).bounce).toMatchObject({ delayed: false, recipients: [{ status: '4.4.7', permanent: true }] })
  const late = report('Final-Recipient: rfc822; kari@kunde.example\nAction: delayed\nStatus: 4.4.1')
  expect(classify(late)).toMatchObject({
    kind: 'bounce',
    bounce: { delayed: true, recipients: [{ permanent: false }] },
  })
})

test('of several recipients only those in trouble are named; pure success is a notice', () => {
  const mixed = report(
    'Final-Recipient: rfc822; a@k.example\r\nAction: delivered\r\nStatus: 2.0.0\r\n\r\nFinal-Recipient: rfc822; b@k.example\r\nAction: failed\r\nStatus: 5.2.2\r\n\r\nFinal-Recipient: rfc822; c@k.example\r\nAction: delayed\r\nStatus: 4.2.0',
  )
  expect(classify(mixed).bounce).toMatchObject({
    delayed: false,
    recipients: [
      { address: 'b@k.example', permanent: true },
      { address: 'c@k.example', permanent: false },
    ],
  })
  for (const action of ['delivered', 'relayed', 'expanded']) {
    expect(classify(report(`Final-Recipient: rfc822; a@k.example\nAction: ${action}\nStatus: 2.0.0`))).toMatchObject({
      kind: 'notice',
      bounce: null,
    })
  }
})

const prose: [string, Made, string, string | null][] = [
  [
    'qmail',
    {
      from: 'MAILER-DAEMON@mx.example',
      returnPath: '',
      subject: 'failure notice',
      text: "Hi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<kari@kunde.example>:\n192.0.2.1 does not like recipient.\nRemote host said: 550 5.1.1 unknown\nGiving up on 192.0.2.1.\n\n--- Below this line is a copy of the message.\n\nReturn-Path: <support@lofte.example>\nMessage-ID: <ut-1@lofte.example>\nTo: annen@kunde.example",
    },
    '5.1.1',
    '<ut-1@lofte.example>',
  ],
  [
    'Exim',
    {
      from: 'Mailer-Daemon@mx.example',
      returnPath: '<>',
      subject: 'Mail delivery failed: returning message to sender',
      headers: { 'x-failed-recipients': 'kari@kunde.example', 'auto-submitted': 'auto-replied' },
      text: 'This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its recipients.\n\n  kari@kunde.example\n    host mx.kunde.example [192.0.2.9]\n    SMTP error from remote mail server after RCPT TO:<kari@kunde.example>:\n    550 5.7.1 rejected\n\n------ This is a copy of the message, including all the headers. ------\n\nMessage-Id: <ut-1@lofte.example>',
    },
    '5.7.1',
    '<ut-1@lofte.example>',
  ],
  [
    'Exchange in Norwegian',
    {
      from: 'postmaster@kunde.example',
      subject: 'Kan ikke leveres: Svar',
      headers: { to: 'support@lofte.example' },
      text: 'Leveringen til disse mottakerne eller gruppene mislyktes:\n\nKari Nordmann (kari@kunde.example)\nE-postadressen finnes ikke.\n\n#550 5.1.10 RESOLVER.ADR.RecipientNotFound ##\n\nOriginal message headers:\nMessage-ID: <ut-1@lofte.example>\nTo: annen@kunde.example',
    },
    '5.1.10',
    '<ut-1@lofte.example>',
  ],
  [
    'GroupWise',
    {
      from: 'Mailer-Daemon@gw.example',
      returnPath: '',
      subject: 'Mail System Error - Returned Mail',
      text: 'The message that you sent was undeliverable to the following:\n\tkari@kunde.example (user not found)',
    },
    '',
    null,
  ],
]
test.each(prose)('%s tells of a failure in prose', (_, mail, status, originalMessageId) => {
  expect(classify(mail)).toMatchObject({
    kind: 'bounce',
    bounce: {
      delayed: false,
      originalMessageId,
      recipients: [{ address: 'kari@kunde.example', status, permanent: true }],
    },
  })
})

test('a warning in prose is a delay', () => {
  const mail = {
    from: 'Mailer-Daemon@mx.example',
    returnPath: '',
    subject: 'Warning: message 1abc-2 delayed 24 hours',
    text: 'This message was created automatically.\nThe message has not yet been delivered to:\n\n  kari@kunde.example\n\nNo action is required.',
  }
  expect(classify(mail).bounce).toMatchObject({
    delayed: true,
    recipients: [{ address: 'kari@kunde.example', permanent: false }],
  })
})

test('a person who passes a bounce on, or asks about one, stays a person', () => {
  for (const subject of [
    'VS: Kan ikke leveres: Tilbud',
    'Fwd: Undeliverable: Offer',
    'Kan ikke leveres til min adresse?',
  ]) {
    expect(
      classify({ subject, text: 'Hva betyr dette? "could not be delivered"', returnPath: 'kari@kunde.example' }),
    ).toMatchObject({ kind: 'person', mayAnswerAutomatically: true, bounce: null })
  }
})

test.each(['disposition-notification', 'feedback-report'])('a %s is a report', (type) => {
  const contentType = `multipart/report; boundary=x; report-type="${type}"`
  expect(classify({ contentType, headers: { 'auto-submitted': 'auto-replied' }, subject: 'Læst: Svar' })).toMatchObject(
    { kind: 'report', mayAnswerAutomatically: false },
  )
})

test('an invitation is from a person, an answer to one is a notice', () => {
  const calendar = (method: string) => [{ mediaType: 'text/calendar', text: `BEGIN:VCALENDAR\r\nMETHOD:${method}\r\n` }]
  expect(classify({ parts: calendar('REQUEST') }).kind).toBe('person')
  expect(classify({ parts: calendar('REQUEST'), headers: { 'auto-submitted': 'auto-generated' } })).toMatchObject({
    kind: 'person',
    mayAnswerAutomatically: false,
  })
  for (const method of ['REPLY', 'COUNTER'])
    expect(classify({ parts: calendar(method), headers: { 'auto-submitted': 'auto-generated' } }).kind).toBe('notice')
})

const answering: Record<string, string>[] = [
  { 'auto-submitted': 'auto-replied' },
  { 'auto-submitted': 'Auto-Replied (vacation); owner-email="k@k.example"' },
  { 'x-autoreply': 'yes' },
  { 'x-autorespond': 'Fravær' },
  { 'x-auto-reply-from': 'kari@kunde.example' },
  { 'x-mail-autoreply': 'autoreply' },
  { precedence: 'auto_reply' },
  { 'x-ms-exchange-generated-message-source': 'Mailbox Rules Agent' },
  { 'auto-submitted': 'auto-generated', 'in-reply-to': '<a@b>' },
]
test.each(answering)('%o is an automatic answer', (headers) => {
  expect(classify({ headers })).toMatchObject({ kind: 'auto-reply', mayAnswerAutomatically: false })
})

test.each([
  ['Automatisk svar: Pakke', 'Hej. Jeg er tilbage mandag.'],
  ['Automatisk svar', ''],
  ['Autosvar: Re: Paket', 'Hej'],
  ['Automatic reply: Parcel', 'Hello'],
  ['Out of Office until Monday', 'I am away.'],
  ['Out of Office: Re: Parcel', 'x'],
  ['Fravær: Re: Pakke', 'Takk for e-posten.'],
  ['Frånvaro: SV: Paket', 'Hej'],
  ['Ikke til stede', 'Jeg er på ferie og er tilbage den 4. august.'],
  ['Frånvarande', 'Jag är på semester och åter den 4 augusti.'],
  ['Jag är borta', 'Jag är tillbaka på måndag.'],
  ['Fråvær: Re: Pakke', 'Eg er attende måndag.'],
  ['Automatische Antwort: Paket', 'Ich bin im Urlaub.'],
  ['Automaattinen vastaus: Paketti', 'Olen lomalla.'],
  ['Re: Pakke', 'Dette er et automatisk svar. Vi har mottatt din henvendelse.'],
  [
    'Sv: Paket',
    'Hej!\n\nTack för ditt mejl. Jag är på semester till och med 3 augusti. Vid brådskande ärenden kontakta kollega@k.example.',
  ],
  [
    'Re: Pakke',
    'Hej\nTak for din mail. Jeg er ikke på kontoret og er tilbage på mandag. Haster det, så kontakt venligst min kollega.',
  ],
])('the out-of-office answer "%s" is known without any header', (subject, text) => {
  expect(classify({ subject, text })).toMatchObject({ kind: 'auto-reply', mayAnswerAutomatically: false })
})

test.each([
  ['Re: Automatisk svar virker ikke', 'Hej, jeres automatiske svar kommer to gange.'],
  ['Automatisk svar virker ikke', 'Hva gjør jeg?'],
  ['Sv: Automatisk svar: Paket', 'Tack, men jag vill prata med en människa.'],
  ['Fravær', 'Kan dere hjelpe meg å føre fravær i systemet?'],
  ['Ferie', 'Kan jeg bestille hytte i uke 8?'],
  ['Pakke', 'Jeg er på ferie til mandag, kan dere levere den etterpå?'],
  ['Re: Pakke', 'Takk! Jeg er ikke på kontoret før mandag, så ring mobilen.'],
  [
    'Re: Pakke',
    'Hei, dette hjalp ikke.\n\nDen 4. mar. 2026 kl. 10.12 skrev Støtte <s@s.example>:\n> Dette er et automatisk svar. Takk for din mail.',
  ],
  ['Out of office chairs', 'Do you sell them?'],
])('a person who writes about it stays a person: "%s"', (subject, text) => {
  expect(classify({ subject, text })).toMatchObject({ kind: 'person', mayAnswerAutomatically: true })
})

test.each<[string, Made]>([
  [
    'one-click unsubscribing',
    { headers: { 'list-unsubscribe': '<https://n.example>', 'list-unsubscribe-post': 'List-Unsubscribe=One-Click' } },
  ],
  [
    'unsubscribing and no postings',
    { headers: { 'list-id': '<n.example>', 'list-unsubscribe': '<https://n.example>' } },
  ],
  [
    'a newsletter that claims to take postings',
    {
      headers: {
        'list-unsubscribe': '<https://n.example>',
        'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
        'list-post': '<mailto:n@n.example>',
      },
    },
  ],
  ['precedence bulk', { headers: { precedence: 'bulk' } }],
  ['a campaign', { headers: { 'x-campaign': '42' } }],
  ['a campaign by Gmail', { headers: { 'feedback-id': 'c42:k7:news:sender' } }],
  [
    'a newsletter that says it is generated',
    { headers: { 'auto-submitted': 'auto-generated', precedence: 'bulk', 'list-unsubscribe': '<https://n.example>' } },
  ],
])('bulk: %s', (_, mail) => {
  expect(classify(mail)).toMatchObject({ kind: 'bulk', mayAnswerAutomatically: false })
})

test.each<Record<string, string>>([
  { 'list-id': '<venner.example>' },
  {
    'list-id': '<venner.example>',
    precedence: 'list',
    'list-unsubscribe': '<mailto:v-request@l.example>',
    'list-post': '<mailto:v@l.example>',
  },
  {
    'list-id': '<g.googlegroups.example>',
    'x-google-group-id': '12',
    'list-post': '<https://g.example>',
    'list-unsubscribe': '<https://g.example>',
  },
])('a person writing through a mailing list is a person whom no machine answers: %o', (headers) => {
  expect(classify({ headers })).toMatchObject({ kind: 'person', mayAnswerAutomatically: false })
})

test.each([
  'noreply@x.example',
  'no-reply@x.example',
  'No_Reply+42@x.example',
  'do-not-reply@x.example',
  'ikke-svar@x.example',
  'svar-ikke@x.example',
  'svara-ej@x.example',
  'notifications@x.example',
  'kvittering@x.example',
  'mailer-daemon@x.example',
])('%s sends notices and is never answered', (from) => {
  expect(classify({ from })).toMatchObject({ kind: 'notice', mayAnswerAutomatically: false })
})

test.each<Made>([
  { headers: { 'x-auto-response-suppress': 'All' } },
  { headers: { 'x-auto-response-suppress': 'DR, OOF, AutoReply' } },
  { headers: { 'x-loop': 'kari@kunde.example' } },
  { headers: { 'x-ms-exchange-inbox-rules-loop': 'kari@kunde.example' } },
  { headers: { 'reply-to': '<noreply@x.example>' } },
  { returnPath: 'bounces+42-kari=kunde.example@x.example' },
  { returnPath: 'owner-liste@x.example' },
  { from: '' },
])('a person under %o gets no automatic answer', (mail) => {
  expect(classify(mail)).toMatchObject({ kind: 'person', mayAnswerAutomatically: false })
})

test('only a person is ever answered, and nothing throws', () => {
  const value = fc.oneof(anything, fc.constantFrom('<>', 'bulk', 'auto-replied', '(', 'rfc822;', ';;'))
  const name = fc.constantFrom(
    'auto-submitted',
    'precedence',
    'list-id',
    'feedback-id',
    'return-path',
    'x-failed-recipients',
    'reply-to',
  )
  const part = fc.record({
    mediaType: fc.constantFrom('message/delivery-status', 'text/calendar', 'message/rfc822'),
    text: value,
  })
  const mail = fc.record({
    headers: fc.dictionary(name, value),
    from: value,
    subject: value,
    text: value,
    contentType: fc.constantFrom('multipart/report', 'text/plain', ''),
    parts: fc.array(part, { maxLength: 3 }),
    returnPath: fc.option(value),
  })
  fc.assert(
    fc.property(mail, (made) => {
      const { kind, mayAnswerAutomatically, bounce } = classify(made as Made)
      if (mayAnswerAutomatically) expect(kind).toBe('person')
      expect(bounce !== null).toBe(kind === 'bounce')
    }),
  )
})
