import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Arrival, NotNow } from '../../channel.ts'
import { type Dovecot, dovecotMissing, startDovecot } from './dovecot.testing.ts'
import type { ImapAccount } from './imap-connection.ts'
import * as watching from './imap-watch.testing.ts'
import { testImapAccount } from './try-imap-account.ts'

let dovecot: Dovecot
let folders = 0
beforeAll(async () => {
  const started = await startDovecot()
  if (started) dovecot = started
}, 30_000)
afterAll(async () => {
  await dovecot?.stop()
})
afterEach(watching.stopWatching)

const dovecotTest = test.skipIf(dovecotMissing !== null)
const named = (name: string) => (dovecotMissing ? `${name} (${dovecotMissing})` : name)

const { watch } = watching
const accountFor = (folder: string, changes: Partial<ImapAccount> = {}) => watching.accountFor(dovecot, folder, changes)
const mail = (subject: string, headers = '') =>
  `${headers}From: Kari <kari@kunde.example>\r\nTo: help@desk.example\r\nSubject: ${subject}\r\n\r\nHei!\r\n`
const subjects = (arrivals: Arrival[]) =>
  arrivals.map((arrival) => /^Subject: (.*)\r$/m.exec(Buffer.from(arrival.raw).toString())?.[1])

/** Each test has a folder of its own on the shared server. */
async function newFolder(): Promise<string> {
  folders += 1
  const folder = `Box${folders}`
  await dovecot.createFolder(folder)
  return folder
}

dovecotTest(
  named('mail that waits and mail that comes while watching are taken in order, whole, and marked'),
  async () => {
    const folder = await newFolder()
    const raw = Buffer.from(
      `${mail('one', 'Delivered-To: help+x@desk.example\r\n')}bl\xe5b\xe6r\t.\r\n..\r\n`,
      'latin1',
    )
    await dovecot.deliver(raw, folder)
    await dovecot.deliver(mail('two'), folder)
    const box = watch(accountFor(folder))
    await box.until(() => box.states.at(-1)?.state === 'watching')
    expect(subjects(box.arrivals)).toEqual(['one', 'two'])
    expect(Buffer.from(box.arrivals[0]?.raw ?? []).equals(raw)).toBe(true)
    const uidValidity = box.cursors.get(folder)?.uidValidity
    expect(box.arrivals[0]).toMatchObject({
      via: 'imap',
      sourceKey: `imap/acc1/${folder}/${uidValidity}/1`,
      recipients: ['help+x@desk.example', 'help@desk.example'],
      sender: null,
      peer: null,
      trust: { verdict: 'unknown' },
    })
    // Pushed by IDLE: the next poll would be five minutes away.
    await dovecot.deliver(mail('three'), folder)
    await box.until(() => box.arrivals.length === 3)
    await box.until(() => box.cursors.get(folder)?.lastUid === 3)
    expect((await dovecot.list(folder)).map((one) => one.flags)).toEqual([['\\Seen'], ['\\Seen'], ['\\Seen']])
  },
)

dovecotTest(named('mail somebody already read elsewhere is taken all the same, and none twice'), async () => {
  const folder = await newFolder()
  await dovecot.deliver(mail('read'), folder)
  const first = watch(accountFor(folder), { afterTaking: 'nothing' })
  await first.until(() => first.states.at(-1)?.state === 'watching')
  expect((await dovecot.list(folder))[0]?.flags).toEqual([])
  await first.account.stop()
  const marking = watch(accountFor(folder))
  await marking.until(() => marking.cursors.has(folder))
  expect(subjects(marking.arrivals)).toEqual(['read'])
  const third = watch(accountFor(folder))
  await third.until(() => third.cursors.has(folder))
  expect(subjects(third.arrivals)).toEqual(['read'])
  await third.account.check()
  await third.account.check()
  expect(third.arrivals).toHaveLength(1)
})

dovecotTest(named('the mark and the cursor come only after the desk has stored the mail'), async () => {
  const folder = await newFolder()
  await dovecot.deliver(mail('slow'), folder)
  const box = watch(accountFor(folder))
  let store: () => void = () => undefined
  const asked = new Promise<void>((resolve) => {
    box.answer.receive = () => {
      resolve()
      return new Promise((stored) => (store = () => stored({ taken: 'stored' })))
    }
  })
  await asked
  expect((await dovecot.list(folder))[0]?.flags).toEqual([])
  expect(box.cursors.has(folder)).toBe(false)
  store()
  await box.until(() => box.cursors.has(folder))
  expect((await dovecot.list(folder))[0]?.flags).toEqual(['\\Seen'])
})

dovecotTest(named('"not now" leaves the mail on the server and takes it later'), async () => {
  const folder = await newFolder()
  await dovecot.deliver(mail('patience'), folder)
  const box = watch(accountFor(folder))
  let refusals = 0
  box.answer.receive = async () => {
    refusals += 1
    if (refusals < 3) throw new NotNow('The disk is full')
    return { taken: 'stored' }
  }
  await box.until(() => box.arrivals.length === 1)
  expect(refusals).toBe(3)
  const waiting = box.states.filter((state) => state.state === 'waiting').map((state) => state.detail)
  expect(waiting).toEqual(Array(2).fill('The mail stays on its server for now: The disk is full'))
})

dovecotTest(named('several folders are read; those not watched by IDLE on a check'), async () => {
  const [one, two] = [await newFolder(), await newFolder()]
  const box = watch(accountFor(one, { folders: [one, two, 'Nowhere'] }))
  await box.until(() => box.states.at(-1)?.state === 'watching')
  expect(box.states.at(-1)?.detail).toBe('There is no folder called “Nowhere” in the mailbox')
  await dovecot.deliver(mail('in two'), two)
  await box.account.check()
  expect(subjects(box.arrivals)).toEqual(['in two'])
  expect(box.arrivals[0]?.sourceKey).toContain(`/${two}/`)
})

dovecotTest(
  named('when the server numbers its mails anew, all are looked at again and none is taken twice'),
  async () => {
    const folder = await newFolder()
    for (const subject of ['a', 'b']) await dovecot.deliver(mail(subject), folder)
    const taken = new Set<string>()
    const hash = (raw: Uint8Array) => createHash('sha256').update(raw).digest('hex')
    const box = watch(accountFor(folder), { known: async (sha256) => taken.has(sha256) })
    box.answer.receive = async (arrival) => {
      taken.add(hash(arrival.raw))
      return { taken: 'stored' }
    }
    await box.until(() => box.states.at(-1)?.state === 'watching')
    const before = box.cursors.get(folder)?.uidValidity
    await dovecot.resetUidValidity(folder)
    await dovecot.deliver(mail('c'), folder)
    await box.until(() => box.arrivals.length === 3)
    expect(subjects(box.arrivals)).toEqual(['a', 'b', 'c'])
    expect(box.cursors.get(folder)?.uidValidity).not.toBe(before)
  },
)

dovecotTest(named('without that memory, every mail is handed on again under its new key'), async () => {
  const folder = await newFolder()
  await dovecot.deliver(mail('again'), folder)
  const box = watch(accountFor(folder))
  await box.until(() => box.arrivals.length === 1 && box.states.at(-1)?.state === 'watching')
  await dovecot.resetUidValidity(folder)
  await box.until(() => box.arrivals.length === 2)
  expect(box.arrivals[0]?.sourceKey).not.toBe(box.arrivals[1]?.sourceKey)
})

dovecotTest(named('a mail deleted in the meantime is passed over, the next one is not'), async () => {
  const folder = await newFolder()
  const uids = [await dovecot.deliver(mail('stays'), folder), await dovecot.deliver(mail('goes'), folder)]
  await dovecot.deliver(mail('last'), folder)
  const box = watch(accountFor(folder))
  box.answer.receive = async () => {
    if (box.arrivals.length === 0) await dovecot.remove(uids[1] ?? 0, folder)
    return { taken: 'stored' }
  }
  await box.until(() => box.arrivals.length === 2)
  expect(subjects(box.arrivals)).toEqual(['stays', 'last'])
})

dovecotTest(named('a mail too large to take stays on the server, is reported, and blocks nobody'), async () => {
  const folder = await newFolder()
  await dovecot.deliver(mail('x'.repeat(900)), folder)
  await dovecot.deliver(mail('small'), folder)
  const box = watch(accountFor(folder), { maxBytes: 500 })
  await box.until(() => box.states.at(-1)?.state === 'watching')
  expect(subjects(box.arrivals)).toEqual(['small'])
  expect(box.left).toMatchObject([{ folder, uid: 1, words: expect.stringContaining('too large') }])
  expect((await dovecot.list(folder)).map((one) => one.flags)).toEqual([[], ['\\Seen']])
})

dovecotTest(named('taken mail can be moved to a folder that is made for it'), async () => {
  const folder = await newFolder()
  await dovecot.deliver(mail('move me'), folder)
  const box = watch(accountFor(folder), { afterTaking: { move: `${folder}Done` } })
  await box.until(() => box.states.at(-1)?.state === 'watching')
  expect(await dovecot.list(`${folder}Done`)).toHaveLength(1)
  expect(await dovecot.list(folder)).toEqual([])
})

dovecotTest(named('on the first look, old mail is left alone when so asked'), async () => {
  const folder = await newFolder()
  const threeDaysAgo = new Date(Date.now() - 3 * 24 * 60 * 60 * 1000)
  await dovecot.deliver(mail('old'), folder, threeDaysAgo)
  const box = watch(accountFor(folder, { sinceDays: 1 }))
  await box.until(() => box.states.at(-1)?.state === 'watching')
  expect(box.arrivals).toEqual([])
  await dovecot.deliver(mail('new'), folder)
  await box.until(() => box.arrivals.length === 1)
  expect(subjects(box.arrivals)).toEqual(['new'])
})

dovecotTest(named('a broken line is mended by itself and nothing is missed or doubled'), async () => {
  const folder = await newFolder()
  await dovecot.deliver(mail('before'), folder)
  const box = watch(accountFor(folder))
  await box.until(() => box.states.at(-1)?.state === 'watching')
  await dovecot.restart()
  await dovecot.deliver(mail('after'), folder)
  await box.until(() => box.arrivals.length === 2)
  expect(subjects(box.arrivals)).toEqual(['before', 'after'])
  expect(box.states.some((state) => state.state === 'waiting')).toBe(true)
})

dovecotTest(named("the provider's named word about the sender counts"), async () => {
  const folder = await newFolder()
  const results = 'Authentication-Results: mx.provider.example; dkim=pass header.d=kunde.example\r\n'
  await dovecot.deliver(mail('signed', results), folder)
  const box = watch(accountFor(folder), { authservId: 'mx.provider.example' })
  await box.until(() => box.arrivals.length === 1)
  expect(box.arrivals[0]?.trust.verdict).toBe('verified')
})

dovecotTest(named('an access token signs in, is fetched anew for each line, and its end is said plainly'), async () => {
  const folder = await newFolder()
  await dovecot.deliver(mail('token'), folder)
  let fetched = 0
  const accessToken = async () => {
    fetched += 1
    return dovecot.password
  }
  const box = watch(accountFor(folder, { auth: { accessToken } }))
  await box.until(() => box.states.at(-1)?.state === 'watching')
  expect(subjects(box.arrivals)).toEqual(['token'])
  await dovecot.restart()
  await box.until(() => fetched > 1 && box.states.at(-1)?.state === 'watching')
  expect(await testImapAccount(accountFor(folder, { auth: { accessToken: async () => 'expired' } }))).toEqual({
    ok: false,
    problem: 'sign-in-needed',
    words: 'The mailbox must be connected again: the provider refuses our access',
  })
  const lapsed = { accessToken: () => Promise.reject(new Error('invalid_grant')) }
  expect(await testImapAccount(accountFor(folder, { auth: lapsed }))).toMatchObject({ problem: 'sign-in-needed' })
})

dovecotTest(
  named('the live test lists folders, counts mails and names each trouble'),
  async () => {
    const folder = await newFolder()
    await dovecot.deliver(mail('one'), folder)
    await dovecot.deliver(mail('two'), folder)
    const fine = await testImapAccount(accountFor(folder))
    expect(fine).toMatchObject({ ok: true, messages: 2, folders: expect.arrayContaining(['INBOX', folder]) })
    expect((await dovecot.list(folder)).map((one) => one.flags)).toEqual([[], []])
    const trouble = async (changes: Partial<ImapAccount>) => {
      const result = await testImapAccount(accountFor(folder, changes), 3000)
      return result.ok ? 'none' : result.problem
    }
    expect(await trouble({ auth: { password: 'wrong' } })).toBe('password')
    expect(await trouble({ folders: ['Nowhere'] })).toBe('folder')
    expect(await trouble({ host: 'no-such-host.invalid' })).toBe('dns')
    expect(await trouble({ port: 1 })).toBe('unreachable')
    expect(await trouble({ secure: 'tls' })).toBe('tls')
    expect(await trouble({ secure: 'starttls' })).toBe('tls')
  },
  20_000,
)

dovecotTest(named('a refused password is said plainly and not tried again until somebody asks'), async () => {
  const folder = await newFolder()
  const wrong = accountFor(folder, { auth: { password: 'wrong' } })
  const box = watch(wrong, { backOff: { firstMs: 1, mostMs: 600_000 } })
  await box.until(() => box.states.at(-1)?.state === 'waiting')
  expect(box.states.at(-1)?.detail).toBe('The mail server does not accept the user name and password')
  await box.account.check()
  expect(box.states.map((state) => state.state)).toEqual(['connecting', 'waiting', 'connecting', 'waiting'])
})

test('stopping does not wait for a server that says nothing', async () => {
  const mute = createServer(() => undefined)
  mute.listen(0, '127.0.0.1')
  await once(mute, 'listening')
  const connected = once(mute, 'connection')
  const { port } = mute.address() as AddressInfo
  const auth = { password: 'x' }
  const box = watch({ id: 'a', host: '127.0.0.1', port, secure: 'none', user: 'u', auth, folders: ['INBOX'] })
  const [socket] = await connected
  await box.account.stop()
  expect(box.states.map((state) => state.state)).toEqual(['connecting', 'stopped'])
  socket.destroy()
  mute.close()
})
