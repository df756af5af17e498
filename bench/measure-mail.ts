import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import { inboxAddress, type Served } from './desk.ts'
import { openLine } from './http-client.ts'
import { cpuMs, family } from './processes.ts'
import type { Row } from './report.ts'
import { openSmtp } from './smtp-client.ts'
import { quantile } from './timing.ts'

const lines = [
  'Strømmen gik i aftes ved nitiden, og den er ikke kommet tilbage endnu.',
  'Jeg har prøvet at slå hovedafbryderen fra og til igen, men der sker ingenting.',
  'Fakturaen kom to ganger, og jeg har betalt den ene.',
  'Jag har bifogat en bild på mätaren så att ni ser siffrorna.',
  'The meter cupboard is locked and the caretaker has no key.',
]

/** Distinct mails as people send them: text and HTML, one in ten with a picture, one in five answering an earlier one. */
function writeMail(nth: number, run: string): { from: string; mail: string } {
  const from = `nr${nth % 4000}@kunde.example`
  const text = Array.from({ length: 8 }, (_, k) => `${lines[(nth + k * 3) % lines.length]} (${nth}.${k})`).join('\r\n')
  const html = `<div dir="ltr"><p>${text.replaceAll('\r\n', '</p><p>')}</p></div>`
  const refers = nth % 5 === 0 ? `In-Reply-To: <${run}-${nth - 3}@kunde.example>\r\n` : ''
  const picture =
    nth % 10 === 0
      ? `--mix\r\nContent-Type: image/png; name="maaler-${nth}.png"\r\nContent-Disposition: attachment; filename="maaler-${nth}.png"\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(
          `${run}${nth}`.repeat(1500),
        )
          .toString('base64')
          .replace(/(.{76})/g, '$1\r\n')}\r\n`
      : ''
  const part = (type: string, body: string) =>
    `Content-Type: text/${type}; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${body}\r\n`
  const mail = `From: "Kunde Nr. ${nth}" <${from}>\r\nTo: <${inboxAddress}>\r\nSubject: ${run} ${nth}: Strommen er veek\r\nDate: ${new Date().toUTCString()}\r\nMessage-ID: <${run}-${nth}@kunde.example>\r\n${refers}MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=mix\r\n\r\n--mix\r\nContent-Type: multipart/alternative; boundary=alt\r\n\r\n--alt\r\n${part('plain', text)}--alt\r\n${part('html', html)}--alt--\r\n${picture}--mix--\r\n`
  return { from, mail }
}

interface About {
  desk: Served
  client: pg.Client
  postmaster: number
  token: string
  mails: number
  /** Bare creations a second at c=16, from the same run. */
  engine: number
}

/** Mail in through real SMTP until the last is a message in the database; then one by one, until the API shows it. */
export async function measureMail(about: About): Promise<Row[]> {
  const { desk, client, mails } = about
  // A first few, so that the reading threads stand.
  await deliver(about, 40, 'warm')
  const node = cpuMs([desk.pid])
  const postgres = cpuMs(family(about.postmaster))
  const { accepted, seconds } = await deliver(about, mails, 'mail')
  const nodeCpu = (cpuMs([desk.pid]) - node) / mails
  const postgresCpu = (cpuMs(family(about.postmaster)) - postgres) / mails
  const { rows } = await client.query<{ filed: number }>(
    `select count(*)::int as filed from message m where m.subject like 'mail %' and m.kind = 'customer'`,
  )
  const alone = await oneByOne(about)
  return [
    {
      part: 'a',
      what: `mail in by SMTP, ${mails} mails over 8 connections, to the last filed`,
      unit: '/s',
      measured: mails / seconds,
      detail: `${rows[0]?.filed} of ${mails} filed; 250 given at ${(mails / accepted).toFixed(0)} /s`,
      goal: { atLeast: 140 },
      engine: about.engine,
      ratio: { of: 'engine', atLeast: 0.025 },
    },
    { part: 'a', what: 'processor time a mail, Løfte', unit: 'ms', measured: nodeCpu, goal: { atMost: 8 } },
    { part: 'a', what: 'processor time a mail, PostgreSQL', unit: 'ms', measured: postgresCpu, goal: null },
    {
      part: 'a',
      what: 'SMTP 250 to visible in the API, idle, p50',
      unit: 'ms',
      measured: quantile(alone, 0.5),
      detail: `p95 ${quantile(alone, 0.95).toFixed(1)}`,
      goal: { atMost: 50 },
    },
  ]
}

async function deliver(
  { desk, client }: About,
  mails: number,
  run: string,
): Promise<{ accepted: number; seconds: number }> {
  const doors = await Promise.all(Array.from({ length: 8 }, () => openSmtp(desk.smtpPort)))
  const from = performance.now()
  let next = 0
  await Promise.all(
    doors.map(async (door) => {
      while (next < mails) {
        const { from: sender, mail } = writeMail(next++, run)
        await door.send(inboxAddress, sender, mail)
      }
    }),
  )
  const accepted = (performance.now() - from) / 1000
  for (;;) {
    const { rows } = await client.query<{ waiting: number }>(
      `select count(*)::int as waiting from inbound where state = 'received'`,
    )
    if (rows[0]?.waiting === 0) break
    await wait(5)
  }
  for (const door of doors) door.close()
  return { accepted, seconds: (performance.now() - from) / 1000 }
}

async function oneByOne({ desk, token }: About): Promise<number[]> {
  const door = await openSmtp(desk.smtpPort)
  const line = await openLine(desk.url, token)
  const took: number[] = []
  for (let nth = 0; nth < 60; nth++) {
    const { from, mail } = writeMail(nth, 'alone')
    await door.send(inboxAddress, from, mail)
    const stored = performance.now()
    for (;;) {
      const { body } = await line.ask('GET', '/api/v1/conversations?sort=created&limit=1')
      if (body.includes(`"alone ${nth}:`)) break
      await wait(1)
    }
    took.push(performance.now() - stored)
    await wait(30)
  }
  door.close()
  line.close()
  return took.sort((a, b) => a - b)
}
