import { afterEach, describe, expect, test } from 'vitest'
import { type Arrival, NotNow, type Receive, type Send } from './channel.ts'

/** Words given to the channel as the outside world gives them, and what the outside has heard about them so far. */
export interface Offered {
  /** Whether the channel has told the outside that the words are ours now, as of this moment. */
  acknowledged(): Promise<boolean>
  /** Resolves when the channel has acknowledged them, or put them off. */
  answered(): Promise<void>
  /** The outside tries once more (or the channel looks once more); resolves when that try has been answered. */
  again(): Promise<void>
}

/** The far side of a channel that can send, under the test's command. */
export interface FarSide {
  send: Send
  /** Everything that has arrived there, in order. */
  delivered(): { recipients: string[]; raw: Uint8Array }[]
  /** From now on this recipient is refused, for good or for now. */
  refuse(recipient: string, how: 'for-good' | 'for-now'): void
  sender: string
  recipients: [string, string, string]
  stop(): Promise<void>
}

export interface ChannelUnderTest {
  offer(raw: Uint8Array): Promise<Offered>
  stop(): Promise<void>
}

/** What only some channels can do; a channel without it has no such test. */
export interface ChannelTraits {
  /** Offers the first half of the words to a started channel and then breaks off. */
  hangUpMidway?: (channel: ChannelUnderTest, raw: Uint8Array) => Promise<void>
  /** Starts a far side that takes what the channel sends. */
  startFarSide?: () => Promise<FarSide>
  /** Why the tests can't run here; they are counted as skipped, under a name that says so. */
  skipped?: string | null
}

/** Words that a careless channel would change: no final line break, dots, 8-bit bytes, blanks at line ends, long lines. */
function awkwardWords(): Uint8Array {
  const head = 'From: Kari <kari@kunde.example>\r\nTo: help@desk.example\r\nSubject:  two  blanks \r\n\r\n'
  const body = `.\r\n..\r\n.hidden\r\ntrailing \t\r\n\r\n\r\n-- \r\nFrom here\r\n${'x'.repeat(2000)}\r\n`
  return Buffer.concat([Buffer.from(head + body), Uint8Array.from([0xe6, 0xf8, 0xe5, 0x80, 0xff]), Buffer.from('\r\n')])
}
const plainWords = (subject: string) =>
  Buffer.from(`From: kari@kunde.example\r\nTo: help@desk.example\r\nSubject: ${subject}\r\n\r\nHei!\r\n`)

/**
 * What every channel must keep, whatever it is made of: nothing is acknowledged before it is stored, nothing that
 * could not be stored is lost, and words travel unchanged. `make` starts the channel with this `receive`.
 */
export function channelConformance(
  name: string,
  make: (receive: Receive) => Promise<ChannelUnderTest>,
  { hangUpMidway, startFarSide, skipped = null }: ChannelTraits = {},
): void {
  describe.skipIf(skipped !== null)(skipped ? `${name} (${skipped})` : name, () => {
    const channels: ChannelUnderTest[] = []
    afterEach(async () => {
      await Promise.all(channels.splice(0).map((channel) => channel.stop()))
    })
    const start = async (receive: Receive) => {
      const channel = await make(receive)
      channels.push(channel)
      return channel
    }
    /** A desk that stores what it is given, unless told what to do instead. */
    const desk = () => {
      const stored: Arrival[] = []
      const instead: { of: Receive | null } = { of: null }
      const receive: Receive = async (arrival) => {
        if (instead.of) return instead.of(arrival)
        stored.push(arrival)
        return { taken: 'stored' }
      }
      return { stored, instead, receive }
    }

    test('words are acknowledged only after they have been stored', async () => {
      const { instead, receive } = desk()
      let store: () => void = () => undefined
      const asked = new Promise<void>((resolve) => {
        instead.of = () => {
          resolve()
          return new Promise((stored) => {
            store = () => stored({ taken: 'stored' })
          })
        }
      })
      const channel = await start(receive)
      const offered = await channel.offer(plainWords('slow'))
      await asked
      expect(await offered.acknowledged()).toBe(false)
      store()
      await offered.answered()
      expect(await offered.acknowledged()).toBe(true)
    })

    test.each([
      ['says "not now"', () => new NotNow('The disk is full')],
      ['fails', () => new Error('The database is away')],
    ])('when the desk %s, the words stay outside and come again', async (_name, trouble) => {
      const { stored, instead, receive } = desk()
      instead.of = () => Promise.reject(trouble())
      const channel = await start(receive)
      const offered = await channel.offer(plainWords('patience'))
      await offered.answered()
      expect(await offered.acknowledged()).toBe(false)
      instead.of = null
      await offered.again()
      expect(await offered.acknowledged()).toBe(true)
      expect(stored).toHaveLength(1)
      expect(Buffer.from(stored[0]?.raw ?? []).equals(plainWords('patience'))).toBe(true)
    })

    test('words the desk already has are acknowledged, so that they stop coming', async () => {
      const { instead, receive } = desk()
      instead.of = async () => ({ taken: 'already-there' })
      const channel = await start(receive)
      const offered = await channel.offer(plainWords('twice'))
      await offered.answered()
      expect(await offered.acknowledged()).toBe(true)
    })

    test('every byte arrives as it was given', async () => {
      const { stored, receive } = desk()
      const channel = await start(receive)
      const offered = await channel.offer(awkwardWords())
      await offered.answered()
      expect(Buffer.from(stored[0]?.raw ?? []).toString('latin1')).toBe(Buffer.from(awkwardWords()).toString('latin1'))
    })

    test('two deliveries of the same words have keys of their own', async () => {
      const { stored, receive } = desk()
      const channel = await start(receive)
      for (let times = 0; times < 2; times++) await (await channel.offer(plainWords('same'))).answered()
      expect(new Set(stored.map((arrival) => arrival.sourceKey)).size).toBe(2)
    })

    if (hangUpMidway) {
      test('words broken off midway are not stored', async () => {
        const { stored, receive } = desk()
        const channel = await start(receive)
        await hangUpMidway(channel, plainWords('half'))
        await (await channel.offer(plainWords('whole'))).answered()
        expect(stored.map((arrival) => Buffer.from(arrival.raw).toString())).toEqual([plainWords('whole').toString()])
      })
    }

    if (startFarSide) {
      test('every recipient has a fate of its own, and the bytes leave as they are', async () => {
        const far = await startFarSide()
        channels.push({ offer: () => Promise.reject(new Error('this side only takes')), stop: far.stop })
        const [fine, gone, busy] = far.recipients
        far.refuse(gone, 'for-good')
        far.refuse(busy, 'for-now')
        const outcomes = await far.send({ raw: awkwardWords(), sender: far.sender, recipients: far.recipients })
        expect(outcomes.map(({ recipient, state }) => ({ recipient, state }))).toEqual([
          { recipient: fine, state: 'sent' },
          { recipient: gone, state: 'failed' },
          { recipient: busy, state: 'deferred' },
        ])
        for (const outcome of outcomes) expect(outcome.detail).not.toBe('')
        expect(far.delivered().map((mail) => mail.recipients)).toEqual([[fine]])
        expect(Buffer.from(far.delivered()[0]?.raw ?? []).equals(awkwardWords())).toBe(true)
      })
    }
  })
}
