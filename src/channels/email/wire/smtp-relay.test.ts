import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import type { Departure } from '../../channel.ts'
import { RelayUrlRefused, readRelayUrl } from './relay-url.ts'
import { type ScriptedRelay, startScriptedRelay } from './scripted-relay.testing.ts'
import { createRelay, type Relay, testRelay } from './smtp-relay.ts'
import { makeCertificate, silent } from './smtp-talk.testing.ts'

const cleanup: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const clean of cleanup.splice(0).reverse()) await clean()
})

async function farSide(...options: Parameters<typeof startScriptedRelay>): Promise<ScriptedRelay> {
  const relay = await startScriptedRelay(...options)
  cleanup.push(() => relay.close())
  return relay
}
function relayTo(url: string, options: { timeoutMs?: number; connections?: number } = {}): Relay {
  const relay = createRelay(url, { now: () => new Date(), log: silent, timeoutMs: 5000, ...options })
  cleanup.push(() => relay.close())
  return relay
}
/** A server that speaks no SMTP: greets with these bytes, or with nothing. */
async function bareServer(greet: (socket: Socket) => void): Promise<{ port: number; server: Server }> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    greet(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  cleanup.push(async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return { port: (server.address() as AddressInfo).port, server }
}

const RAW = Buffer.from('Subject: hei\r\n\r\n.dot\r\n..\r\n\r\nBl\u00e5b\u00e6r\r\n')
const departure = (...recipients: string[]): Departure => ({ raw: RAW, sender: 'help@desk.example', recipients })

test('the bytes and the envelope arrive as they were given, the null sender too', async () => {
  const far = await farSide()
  const relay = relayTo(`smtp://127.0.0.1:${far.port}`)
  expect(await relay.send(departure('kari@kunde.example'))).toEqual([
    { recipient: 'kari@kunde.example', state: 'sent', detail: expect.stringContaining('queued as far-side-1') },
  ])
  await relay.send({ raw: RAW, sender: '', recipients: ['per@blåbær.example'] })
  expect(far.mails.map(({ from, to }) => ({ from, to }))).toEqual([
    { from: 'help@desk.example', to: ['kari@kunde.example'] },
    { from: '', to: ['per@blåbær.example'] },
  ])
  for (const mail of far.mails) expect(mail.raw.equals(RAW)).toBe(true)
  expect(far.connections()).toBe(1)
})

test('each recipient has a fate of its own, in words', async () => {
  const far = await farSide()
  far.script.recipients = {
    'gone@kunde.example': '550 5.1.1 No such user',
    'full@kunde.example': '452 4.2.2 Over quota',
    'lost@nowhere.example': '550 5.1.2 Host unknown',
    'strict@kunde.example': '554 5.7.1 Blocked using spamhaus',
  }
  const relay = relayTo(`smtp://127.0.0.1:${far.port}`)
  const all = ['ok@kunde.example', ...Object.keys(far.script.recipients)]
  expect(await relay.send(departure(...all))).toMatchObject([
    { recipient: 'ok@kunde.example', state: 'sent' },
    { state: 'failed', status: '5.1.1', detail: expect.stringContaining('There is no mailbox with this address') },
    { state: 'deferred', detail: expect.stringContaining('The mailbox is full') },
    { state: 'failed', status: '5.1.2', detail: expect.stringContaining('There is no such mail domain') },
    { state: 'failed', status: '5.7.1', detail: expect.stringContaining('blocked as spam') },
  ])
  expect(far.mails[0]?.to).toEqual(['ok@kunde.example'])
})

test('when everybody is refused, each still hears the reason of their own', async () => {
  const far = await farSide()
  far.script.recipients = { 'a@x.example': '550 5.1.1 No', 'b@x.example': '450 4.2.1 Later' }
  const relay = relayTo(`smtp://127.0.0.1:${far.port}`)
  expect(await relay.send(departure('a@x.example', 'b@x.example'))).toMatchObject([
    { recipient: 'a@x.example', state: 'failed' },
    { recipient: 'b@x.example', state: 'deferred' },
  ])
  expect(far.mails).toEqual([])
})

test('a refusal of the whole mail, for good or for now, is everybody’s', async () => {
  const far = await farSide()
  const relay = relayTo(`smtp://127.0.0.1:${far.port}`)
  const both = departure('a@x.example', 'b@x.example')
  far.script.data = '554 5.7.1 Looks like spam'
  expect((await relay.send(both)).map((outcome) => outcome.state)).toEqual(['failed', 'failed'])
  far.script.data = '451 4.7.1 Greylisted'
  expect((await relay.send(both)).map((outcome) => outcome.state)).toEqual(['deferred', 'deferred'])
  far.script = { sender: '550 5.1.8 Bad sender' }
  expect((await relay.send(both)).map((outcome) => outcome.state)).toEqual(['failed', 'failed'])
  far.script = {}
  expect((await relay.send(both)).map((outcome) => outcome.state)).toEqual(['sent', 'sent'])
})

test('421 is respected: everything waits for a while', async () => {
  const far = await farSide()
  const relay = relayTo(`smtp://127.0.0.1:${far.port}`)
  far.script.recipients = { 'a@x.example': '421 4.3.2 Shutting down' }
  expect(await relay.send(departure('a@x.example'))).toMatchObject([{ state: 'deferred', retryAfterSeconds: 300 }])
  far.script = { connect: '421 4.3.2 Too busy' }
  expect(await relay.send(departure('a@x.example'))).toMatchObject([{ state: 'deferred', retryAfterSeconds: 300 }])
})

test('a relay that is not there, says nothing, hangs up or talks nonsense defers; none of it rejects', async () => {
  const vanished = await bareServer(() => undefined)
  vanished.server.close()
  await once(vanished.server, 'close')
  expect(await relayTo(`smtp://127.0.0.1:${vanished.port}`).send(departure('a@x.example'))).toMatchObject([
    { state: 'deferred', detail: expect.stringContaining('Nothing answers') },
  ])
  const mute = await bareServer(() => undefined)
  expect(
    await relayTo(`smtp://127.0.0.1:${mute.port}`, { timeoutMs: 100 }).send(departure('a@x.example')),
  ).toMatchObject([{ state: 'deferred', detail: expect.stringContaining('does not answer in time') }])
  const rude = await bareServer((socket) => socket.end('220 hello\r\n'))
  expect(await relayTo(`smtp://127.0.0.1:${rude.port}`).send(departure('a@x.example'))).toMatchObject([
    { state: 'deferred' },
  ])
  const web = await bareServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
  expect(await relayTo(`smtp://127.0.0.1:${web.port}`).send(departure('a@x.example'))).toMatchObject([
    { state: 'deferred' },
  ])
  const far = await farSide()
  far.script.hangUp = true
  expect(await relayTo(`smtp://127.0.0.1:${far.port}`).send(departure('a@x.example'))).toMatchObject([
    { state: 'deferred' },
  ])
})

test('a connection that the far side closed meanwhile is replaced without anybody noticing', async () => {
  const far = await farSide()
  const relay = relayTo(`smtp://127.0.0.1:${far.port}`)
  expect(await relay.send(departure('a@x.example'))).toMatchObject([{ state: 'sent' }])
  await far.cutLines()
  expect(await relay.send(departure('a@x.example'))).toMatchObject([{ state: 'sent' }])
  expect(far.connections()).toBe(2)
})

test('one stalled mail does not hold up the others, and no more lines are opened than allowed', async () => {
  const far = await farSide()
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  far.script.hold = (mail) => (mail.to[0] === 'slow@x.example' ? held : Promise.resolve())
  const relay = relayTo(`smtp://127.0.0.1:${far.port}`, { connections: 2 })
  const slow = relay.send(departure('slow@x.example'))
  const quick = Array.from({ length: 6 }, (_, at) => relay.send(departure(`q${at}@x.example`)))
  for (const [outcome] of await Promise.all(quick)) expect(outcome?.state).toBe('sent')
  expect(far.mails.map((mail) => mail.to[0])).not.toContain('slow@x.example')
  release()
  expect(await slow).toMatchObject([{ state: 'sent' }])
  expect(far.connections()).toBe(2)
})

test('the user name and password are used, and a wrong one is said plainly and only defers', async () => {
  const far = await farSide({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: (auth, _session, done) =>
      auth.username === 'me@x' && auth.password === 'p:ø/d' ? done(null, { user: 'me' }) : done(new Error('No')),
  })
  const right = `smtp://me%40x:${encodeURIComponent('p:ø/d')}@127.0.0.1:${far.port}`
  expect(await testRelay(right)).toEqual({ ok: true })
  expect(await relayTo(right).send(departure('a@x.example'))).toMatchObject([{ state: 'sent' }])
  const wrong = `smtp://me:wrong@127.0.0.1:${far.port}`
  expect(await testRelay(wrong)).toMatchObject({ ok: false, problem: 'password' })
  expect(await relayTo(wrong).send(departure('a@x.example'))).toMatchObject([
    { state: 'deferred', detail: expect.stringContaining('does not accept the user name and password') },
  ])
})

test('the live test names each trouble', async () => {
  const far = await farSide()
  expect(await testRelay(`smtp://127.0.0.1:${far.port}`)).toEqual({ ok: true })
  expect(await testRelay(`smtp://127.0.0.1:${far.port}?tls=required`)).toMatchObject({ ok: false, problem: 'tls' })
  expect(await testRelay(`smtps://127.0.0.1:${far.port}`, 2000)).toMatchObject({ ok: false, problem: 'tls' })
  expect(await testRelay('smtp://no-such-host.invalid:25', 3000)).toMatchObject({ ok: false, problem: 'dns' })
  const mute = await bareServer(() => undefined)
  expect(await testRelay(`smtp://127.0.0.1:${mute.port}`, 100)).toMatchObject({ ok: false, problem: 'silent' })
  mute.server.close()
  expect(await testRelay('http://x.example')).toMatchObject({ ok: false, problem: 'address' })
})

test('addresses of relays: what they mean, and which are refused', () => {
  expect(readRelayUrl('smtp://mail.example')).toMatchObject({
    connection: {
      host: 'mail.example',
      port: 587,
      secure: false,
      requireTLS: false,
      tls: { rejectUnauthorized: false },
    },
    login: null,
  })
  expect(readRelayUrl('smtps://a:b@mail.example')).toMatchObject({
    connection: { port: 465, secure: true, requireTLS: false, tls: { rejectUnauthorized: true } },
    login: { user: 'a', pass: 'b' },
  })
  expect(readRelayUrl('smtp://a:b@mail.example').connection).toMatchObject({
    requireTLS: true,
    tls: { rejectUnauthorized: true, servername: 'mail.example' },
  })
  expect(readRelayUrl('smtp://a:b@mail.example?tls=off').connection).toMatchObject({
    requireTLS: false,
    ignoreTLS: true,
  })
  expect(readRelayUrl('smtp://a:b@[::1]:25').connection).toMatchObject({ host: '::1', port: 25, requireTLS: false })
  for (const url of ['', 'mail.example', 'http://mail.example', 'smtp://', 'smtp://x?tls=maybe', 'smtps://x?tls=off']) {
    expect(() => readRelayUrl(url)).toThrow(RelayUrlRefused)
  }
  expect(() => readRelayUrl('smtp://user:secret%@mail.example')).toThrow(/stray %/)
  expect(() => readRelayUrl('smtp://user:secret%@mail.example')).not.toThrow(/secret/)
})

const certificate = makeCertificate()

test.skipIf(!certificate)('an unknown certificate is refused where one is demanded (needs openssl)', async () => {
  const far = await farSide({ ...(certificate as { key: string; cert: string }), disabledCommands: [] })
  const url = `smtp://127.0.0.1:${far.port}`
  expect(await testRelay(url)).toEqual({ ok: true })
  expect(await testRelay(`${url}?tls=required`)).toMatchObject({ ok: false, problem: 'tls' })
  expect(await testRelay(`${url}?tls=unverified`)).toEqual({ ok: true })
})
