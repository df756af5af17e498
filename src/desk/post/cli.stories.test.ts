import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { newMessageId, writeMail } from '../../../tests/mail-builder.ts'
import { freshDatabase } from '../../../tests/setup/story-database.ts'

// Every step starts a whole process, and other tests may be running beside it.
vi.setConfig({ testTimeout: 60_000 })

const program = join(import.meta.dirname, '../../../bin/lofte')
let folder: string
let database: Awaited<ReturnType<typeof freshDatabase>>
let client: pg.Client
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lofte-cli-'))
  database = await freshDatabase()
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
  const person = [
    '--organisation',
    'Nordlys',
    '--country',
    'DK',
    '--language',
    'da',
    '--email',
    'kari@nordlys.example',
    '--password-stdin',
  ]
  const { code } = await lofte(['setup', ...person, '--inbox', 'support@nordlys.example'], 'lang nok adgangskode\n')
  expect(code).toBe(0)
}, 60_000)
afterAll(async () => {
  await client.end()
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

function start(args: string[]) {
  const env = {
    ...process.env,
    DATABASE_URL: database.url,
    LOFTE_DATA: join(folder, 'data'),
    LOFTE_SECRET: 'a secret for tests only, of some length',
    NO_COLOR: '1',
  }
  return spawn(process.execPath, [program, ...args], { env, stdio: ['pipe', 'pipe', 'pipe'] })
}

async function lofte(args: string[], input: string | Uint8Array = '') {
  const child = start(args)
  const said = { out: '', err: '' }
  child.stdout.on('data', (chunk) => (said.out += chunk))
  child.stderr.on('data', (chunk) => (said.err += chunk))
  child.stdin.end(input)
  const [code] = await once(child, 'close')
  return {
    code,
    ...said,
    json: () => {
      if (said.out === '') throw new Error(`It ended with ${code} and said: ${said.err}`)
      return JSON.parse(said.out)
    },
  }
}

async function written(name: string, bytes: Uint8Array | string) {
  const path = join(folder, name)
  await writeFile(path, bytes)
  return path
}
const importing = (...paths: string[]) =>
  lofte(['mail', 'import', ...paths, '--inbox', 'support@nordlys.example', '--json'])
const messages = async () => (await client.query('select count(*)::int as n from message')).rows[0].n as number

const keys = [
  'messageId',
  'inReplyTo',
  'references',
  'from',
  'to',
  'cc',
  'replyTo',
  'subject',
  'date',
  'kind',
  'mayAnswerAutomatically',
  'language',
  'text',
  'newText',
  'quotedText',
  'signature',
  'html',
  'attachments',
  'bounce',
  'forwarded',
  'defects',
]

test('mail parse prints one line a file, with every key', async () => {
  const reply = writeMail({
    subject: 'Æbler',
    text: 'Tak, det passer fint på torsdag.\n\nMvh\nSøren\n\nDen 4. mar. 2026 kl. 10.12 skrev Support <s@n.example>:\n> Vi kommer torsdag.',
    html: '<p onclick="x()">Tak</p>',
    attachments: [{ filename: 'æ.txt', mediaType: 'text/plain', content: Buffer.from('a') }],
  })
  const file = await written('en.eml', reply)
  const { code, out, err } = await lofte(
    ['mail', 'parse', file, '-'],
    writeMail({ from: 'no-reply@k.example', text: '1234', subject: '1234' }),
  )
  expect([code, err]).toEqual([0, ''])
  const [first, second, ...more] = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(more).toEqual([])
  for (const each of [first, second]) expect(Object.keys(each)).toEqual(expect.arrayContaining(keys))
  expect(first).toMatchObject({
    subject: 'Æbler',
    kind: 'person',
    language: 'da',
    newText: 'Tak, det passer fint på torsdag.',
    bounce: null,
    forwarded: null,
  })
  expect(first.html).not.toContain('onclick')
  expect(first.attachments[0]).toEqual({
    filename: 'æ.txt',
    mediaType: 'text/plain',
    size: 1,
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    contentId: null,
    inline: false,
  })
  expect(second).toMatchObject({ mayAnswerAutomatically: false, language: null })
})

test('mail parse says in words what it can’t read, goes on with the rest, and shows no stack', async () => {
  const deep = `From: a@b.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n${'--x\n\nhej\n'.repeat(3000)}`
  const paths = [
    await written('mange.eml', deep),
    join(folder, 'borte.eml'),
    folder,
    await written('god.eml', writeMail()),
  ]
  const { code, out, err } = await lofte(['mail', 'parse', ...paths])
  expect(code).toBe(1)
  expect(out.trim().split('\n')).toHaveLength(1)
  expect(
    err
      .trim()
      .split('\n')
      .map((line) => line.slice(line.indexOf(': ') + 2)),
  ).toEqual([expect.stringMatching(/^[A-Z]/), 'there is no such file', 'is a folder; name the files in it'])
  expect(err).not.toMatch(/\n\s+at |Error:/)
})

test('An import takes folders, mbox files and mails, each once, and answers no one', async () => {
  const before = await messages()
  const [a, b, c] = [
    writeMail({ from: 'imp@k.example', date: new Date('2019-05-01T10:00:00Z') }),
    writeMail(),
    writeMail({ text: 'Hej\n\nFrom her og frem\n>From der\n' }),
  ]
  await mkdir(join(folder, 'arkiv/under'), { recursive: true })
  await written('arkiv/a.eml', a)
  await written('arkiv/under/1700.M1P2.host:2,S', b)
  await written('arkiv/README.md', '# Ikke en mail')
  const quoted = c.toString().replace(/^(>*From )/gm, (line, words, at: number) => (at > 50 ? `>${words}` : line))
  await written(
    'arkiv/c.mbox',
    `From a@b.example Wed Mar  4 10:00:00 2026\n${quoted}\n\nFrom MAILER Wed Mar  4 10:00:00 2026\r\n${a}`,
  )
  const first = await importing(join(folder, 'arkiv'))
  expect(first.code).toBe(0)
  expect(first.json()).toMatchObject({ imported: 3, duplicates: 1, quarantined: [] })
  expect(first.err).toContain('README.md: passed over')
  expect((await importing(join(folder, 'arkiv'))).json()).toMatchObject({ imported: 0, duplicates: 4 })
  expect(await messages()).toBe(before + 3)
  const old = await client.query(
    `select c.created_at, m.at from message m join conversation c on c.id = m.conversation_id where m.author_address = 'imp@k.example'`,
  )
  expect(old.rows).toEqual([{ created_at: new Date('2019-05-01T10:00:00Z'), at: new Date('2019-05-01T10:00:00Z') }])
  expect((await client.query('select 1 from outgoing')).rows).toEqual([])
  const kept = await client.query(`select text from message where text like '%og frem%'`)
  expect(kept.rows[0].text).toMatch(/\nFrom her og frem\n>From der/)
})

test('What can’t be imported is named: a bad path, an unknown inbox, a mail set aside', async () => {
  const deep = await written(
    'dyb.eml',
    `From: a@b.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n${'--x\n\nhej\n'.repeat(3001)}`,
  )
  const { code, err, json } = await importing(join(folder, 'ingen'), deep)
  expect(code).toBe(1)
  expect(json()).toMatchObject({ imported: 0, quarantined: [{ file: deep, reason: expect.stringMatching(/^[A-Z]/) }] })
  expect(err).toContain('there is no such file or folder')
  const unknown = await lofte(['mail', 'import', deep, '--inbox', 'ingen@nordlys.example'])
  expect([unknown.code, unknown.err]).toEqual([1, expect.not.stringMatching(/\n\s+at /)])
  expect((await lofte(['mail', 'import', '--inbox', 'support@nordlys.example'])).code).toBe(2)
})

test('An import that is killed is simply run again: nothing is lost and nothing comes twice', async () => {
  const before = await messages()
  const mails = Array.from({ length: 60 }, (_, index) =>
    writeMail({ messageId: newMessageId(), subject: `Nummer ${index}` }),
  )
  const path = await written(
    'stor.mbox',
    mails.map((mail) => `From a@b.example Wed Mar  4 10:00:00 2026\n${mail}\n`).join(''),
  )
  const child = start(['mail', 'import', path, '--inbox', 'support@nordlys.example'])
  const ended = once(child, 'close')
  // Killed as soon as it is in the middle of it.
  while (child.exitCode === null && (await messages()) < before + 3)
    await new Promise((resolve) => setImmediate(resolve))
  child.kill('SIGKILL')
  await ended
  expect(await messages()).toBeLessThan(before + 60)
  const { code, json } = await importing(path)
  expect(code).toBe(0)
  expect(json().imported + json().duplicates).toBe(60)
  expect(await messages()).toBe(before + 60)
})
