import { testRelay } from '../../channels/email/wire/smtp-relay.ts'
import { testImapAccount } from '../../channels/email/wire/try-imap-account.ts'
import { type Ctx, contextFor, system } from '../../core/ctx.ts'
import { refuse } from '../../core/refusal.ts'
import { route } from '../../core/route.ts'
import { openSession } from '../access/open-session.ts'
import { toUser } from '../access/queries.ts'
import { sessionHash, setSessionCookie } from '../access/session-cookie.ts'
import { deskIfSetUp } from '../team/queries.ts'
import { addInbox } from './add-inbox.ts'
import { changeInbox } from './change-inbox.ts'
import { inboxesApi, inboxRefusals } from './contract.ts'
import { imapTestResult, relayTestResult } from './mail-problems.ts'
import { mailboxBox, mergeImap, relayUrl, type StoredImap, type StoredRelay, secretFor } from './mail-settings.ts'
import { imapAccount } from './open-mailbox.ts'
import { findInbox, findInboxRow, listInboxes } from './queries.ts'
import { setUpDesk } from './set-up-desk.ts'
import { useSetupLink } from './use-setup-link.ts'

const askersLanguage = (ctx: Ctx) => ctx.actor.language ?? 'en'
const stored = (ctx: Ctx, inboxId: string | undefined) => (inboxId === undefined ? null : findInboxRow(ctx, inboxId))

export const inboxesRoutes = [
  route(inboxesApi.list, (ctx) => listInboxes(ctx)),
  route(inboxesApi.add, async (ctx, { body }) => findInbox(ctx, (await addInbox(ctx, body)).id)),
  route(inboxesApi.see, (ctx, { params }) => findInbox(ctx, params.id)),
  route(inboxesApi.change, async (ctx, { params, body, ifMatch }) => {
    await changeInbox(ctx, params.id, body, ifMatch)
    return findInbox(ctx, params.id)
  }),
  // A server may take its time to answer; no transaction waits for it.
  {
    ...route(inboxesApi.testImap, async ({ house, actor }, { body }) => {
      const ctx = contextFor(house, actor)
      const row = await stored(ctx, body.inboxId)
      const settings = (row?.imap ?? null) as StoredImap | null
      const secret = secretFor(mailboxBox(house.secret), body, { settings, secret: row?.imap_secret ?? null })
      const trial = await testImapAccount(imapAccount(row?.id ?? 'trial', mergeImap(settings, body), secret ?? ''))
      return imapTestResult(trial, askersLanguage(ctx))
    }),
    ownTransactions: true,
  },
  {
    ...route(inboxesApi.testRelay, async ({ house, actor }, { body }) => {
      const ctx = contextFor(house, actor)
      const row = await stored(ctx, body.inboxId)
      const settings = (row?.relay ?? null) as StoredRelay | null
      const secret = secretFor(mailboxBox(house.secret), body, { settings, secret: row?.relay_secret ?? null })
      return relayTestResult(await testRelay(relayUrl(body, secret)), askersLanguage(ctx))
    }),
    ownTransactions: true,
  },
  route(inboxesApi.needsSetUp, async (ctx) => ({ needed: (await deskIfSetUp(ctx)) === null })),
  route(inboxesApi.setUp, async (ctx, { body, request, reply }) => {
    const { token, ...wanted } = body
    await useSetupLink(ctx, token)
    const { founded, organisation, user, inbox } = await setUpDesk({ ...ctx, actor: system }, wanted)
    if (!founded) throw refuse(inboxRefusals, 'already_set_up')
    const agent = request.headers['user-agent'] ?? ''
    const secret = await openSession(ctx, user, { agent, replaces: sessionHash(ctx.house, request) })
    setSessionCookie(ctx.house, reply, secret)
    return { organisation, user: toUser(user), inbox: inbox && { id: inbox.id, address: inbox.address } }
  }),
]
