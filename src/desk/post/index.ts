import { drain } from '../../core/drain.ts'
import { type Slice, within } from '../../core/slice.ts'
import { conversationEvents } from '../conversations/contract.ts'
import { servesCustomerPage } from './customer-page.ts'
import { forget } from './forget.ts'
import { forgetOldCounts } from './jobs.ts'
import { listenSmtp } from './listen-smtp.ts'
import { queueReply } from './queue-reply.ts'
import { claimInbound, readClaimed, releaseInbound } from './read-inbound.ts'
import { readingOf, stopReading } from './reading.ts'
import { createRelays } from './relays.ts'
import { routes } from './routes.ts'
import { claimOutgoing, releaseOutgoing, sendOutgoing } from './send-outgoing.ts'
import { watchImap } from './watch-imap.ts'
import { holdBackAnswered, withdrawOutgoing } from './withdraw-outgoing.ts'

export const postSlice: Slice = {
  name: 'post',
  tables: ['inbound', 'thread_reference', 'outgoing', 'outgoing_recipient', 'automatic_mail'],
  routes,
  jobs: [forgetOldCounts],
  within: [
    within(conversationEvents.written, queueReply),
    within(conversationEvents.withdrawn, withdrawOutgoing),
    within(conversationEvents.received, holdBackAnswered),
  ],
  pages: servesCustomerPage,
  async serves({ house }) {
    const listener = await listenSmtp(house)
    return async () => listener?.close()
  },
  async works({ house, wake, databaseUrl }) {
    const relays = createRelays(house)
    const release = async () => {
      await releaseInbound(house)
      await releaseOutgoing(house)
    }
    await release()
    const releasing = setInterval(
      () =>
        void release().catch((error: Error) =>
          house.log.warn({ err: error }, 'Claims of dead processes were not released'),
        ),
      5000,
    )
    const reading = drain(house, wake, {
      name: 'inbound',
      concurrency: 4,
      claim: (limit) => claimInbound(house, limit),
      work: (row) => readClaimed(house, readingOf(house), row),
    })
    const sending = drain(house, wake, {
      name: 'outgoing',
      concurrency: 4,
      claim: (limit) => claimOutgoing(house, limit),
      work: (row) => sendOutgoing(house, relays, row),
    })
    const imap = watchImap(house, wake, databaseUrl)
    return async () => {
      clearInterval(releasing)
      await imap.stop()
      await Promise.all([reading.stop(), sending.stop()])
      await relays.close()
      await stopReading(house)
    }
  },
  forget,
}
