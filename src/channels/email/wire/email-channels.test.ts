import { afterAll, beforeAll } from 'vitest'
import { type ChannelUnderTest, channelConformance, type FarSide, type Offered } from '../../channel.conformance.ts'
import type { Receive } from '../../channel.ts'
import { type Dovecot, dovecotMissing, startDovecot } from './dovecot.testing.ts'
import { startImapAccount } from './imap-account.ts'
import { startScriptedRelay } from './scripted-relay.testing.ts'
import { createRelay } from './smtp-relay.ts'
import { readyForData, silent, startTestListener } from './smtp-talk.testing.ts'
import type { FolderCursor } from './take-folder.ts'

async function startFarSide(): Promise<FarSide> {
  const far = await startScriptedRelay()
  const refused: Record<string, string> = {}
  far.script.recipients = refused
  const relay = createRelay(`smtp://127.0.0.1:${far.port}`, { now: () => new Date(), log: silent })
  return {
    send: relay.send,
    delivered: () => far.mails.map((mail) => ({ recipients: mail.to, raw: mail.raw })),
    refuse: (recipient, how) => {
      refused[recipient] = how === 'for-good' ? '550 5.1.1 No such mailbox' : '450 4.2.1 Busy, come back'
    },
    sender: 'help@desk.example',
    recipients: ['kari@kunde.example', 'gone@kunde.example', 'busy@kunde.example'],
    stop: async () => {
      await relay.close()
      await far.close()
    },
  }
}

interface ListenerUnderTest extends ChannelUnderTest {
  port: number
}

async function startListener(receive: Receive): Promise<ListenerUnderTest> {
  const desk = await startTestListener({ receive })
  const deliver = async (raw: Uint8Array) => {
    const talk = await readyForData(desk.port)
    await talk.say('DATA')
    talk.write(Buffer.from(`${Buffer.from(raw).toString('latin1').replace(/^\./gm, '..')}.\r\n`, 'latin1'))
    let heard = ''
    const answer = talk.reply().then((words) => {
      heard = words
      talk.end()
    })
    return { answer, heard: () => heard }
  }
  return {
    port: desk.port,
    offer: async (raw): Promise<Offered> => {
      let attempt = await deliver(raw)
      return {
        acknowledged: async () => attempt.heard().startsWith('250 '),
        answered: () => attempt.answer,
        again: async () => {
          attempt = await deliver(raw)
          await attempt.answer
        },
      }
    },
    stop: () => desk.close(),
  }
}

async function hangUpMidway(channel: ChannelUnderTest, raw: Uint8Array): Promise<void> {
  const talk = await readyForData((channel as ListenerUnderTest).port)
  await talk.say('DATA')
  talk.write(raw.subarray(0, raw.length / 2))
  talk.socket.resetAndDestroy()
  await talk.closed()
}

channelConformance('SMTP', startListener, { hangUpMidway, startFarSide })

let dovecot: Dovecot | null = null
let folders = 0
beforeAll(async () => {
  dovecot = await startDovecot()
}, 30_000)
afterAll(async () => {
  await dovecot?.stop()
})

channelConformance(
  'IMAP',
  async (receive): Promise<ChannelUnderTest> => {
    const server = dovecot as Dovecot
    folders += 1
    const folder = `Conformance${folders}`
    await server.createFolder(folder)
    const cursors = new Map<string, FolderCursor>()
    let answers = 0
    let last = ''
    let heard: () => void = () => undefined
    const account = startImapAccount({
      account: {
        id: folder,
        host: '127.0.0.1',
        port: server.port,
        secure: 'none',
        user: server.user,
        auth: { password: server.password },
        folders: [folder],
      },
      cursors: {
        load: async (name) => cursors.get(name) ?? null,
        save: async (name, cursor) => void cursors.set(name, cursor),
      },
      receive,
      authservId: null,
      // So long that a second try can only come from being asked for.
      backOff: { firstMs: 600_000, mostMs: 600_000 },
      now: () => new Date(),
      log: silent,
      onState: ({ state }) => {
        if (state !== 'watching' && state !== 'waiting') return
        answers += 1
        last = state
        heard()
      },
    })
    const nextAnswer = async (after: number) => {
      while (answers <= after) await new Promise<void>((resolve) => (heard = resolve))
    }
    await nextAnswer(0)
    return {
      offer: async (raw): Promise<Offered> => {
        const before = answers
        const uid = await server.deliver(raw, folder)
        const seen = async () =>
          (await server.list(folder)).some((one) => one.uid === uid && one.flags.includes('\\Seen'))
        // A look that began before the mail was there also ends; only one that met it counts.
        const answered = async () => {
          for (let after = before; ; after = answers) {
            await nextAnswer(after)
            if (last === 'waiting' || (await seen())) return
          }
        }
        return { acknowledged: seen, answered, again: () => account.check() }
      },
      stop: () => account.stop(),
    }
  },
  { skipped: dovecotMissing },
)
