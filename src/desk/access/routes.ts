import { contextFor, inTransaction } from '../../core/ctx.ts'
import { refuse } from '../../core/refusal.ts'
import { route } from '../../core/route.ts'
import { addUser } from './add-user.ts'
import { changeMe } from './change-me.ts'
import { changeUser } from './change-user.ts'
import { accessApi, accessRefusals } from './contract.ts'
import { createToken } from './create-token.ts'
import { endSession } from './end-session.ts'
import { openSession } from './open-session.ts'
import { provePassword } from './prove-password.ts'
import { findMe, listSessions, listTokens, listUsers, toMe, toUser } from './queries.ts'
import { revokeToken } from './revoke-token.ts'
import { clearSessionCookie, sessionHash, sessionSecret, setSessionCookie } from './session-cookie.ts'
import { signOut } from './sign-out.ts'

const done = { ok: true as const }

export const accessRoutes = [
  {
    ...route(accessApi.signIn, async ({ house, actor }, { body, request, reply }) => {
      const ctx = contextFor(house, actor)
      const account = await provePassword(ctx, { ...body, peer: request.ip })
      if (!account) throw refuse(accessRefusals, 'wrong_email_or_password')
      const agent = request.headers['user-agent'] ?? ''
      const secret = await inTransaction(ctx, (inside) =>
        openSession(inside, account, { agent, replaces: sessionHash(house, request) }),
      )
      setSessionCookie(house, reply, secret)
      return toMe(account)
    }),
    ownTransactions: true,
  },
  route(accessApi.whoAmI, async (ctx, { request, reply }) => {
    // The session rolls on in the database; so must the cookie in the browser.
    const secret = ctx.actor.via === 'session' ? sessionSecret(ctx.house, request) : null
    if (secret !== null) setSessionCookie(ctx.house, reply, secret)
    return toMe(await findMe(ctx))
  }),
  route(accessApi.signOut, async (ctx, { request, reply }) => {
    await signOut(ctx, sessionHash(ctx.house, request))
    clearSessionCookie(ctx.house, reply)
    return done
  }),
  route(accessApi.listSessions, (ctx, { request }) => listSessions(ctx, sessionHash(ctx.house, request))),
  route(accessApi.endSession, async (ctx, { params }) => {
    await endSession(ctx, params.id)
    return done
  }),
  {
    ...route(accessApi.changeMe, async ({ house, actor }, { body, ifMatch, request }) => {
      const ctx = contextFor(house, actor)
      const { password, ...change } = body
      if (password) {
        const { email } = await findMe(ctx)
        const proved = await provePassword(ctx, { email, password: password.current, peer: request.ip })
        if (proved?.id !== actor.id) throw refuse(accessRefusals, 'wrong_password')
      }
      const keepSession = sessionHash(house, request)
      return toUser(
        await inTransaction(ctx, (inside) =>
          changeMe(inside, { ...change, newPassword: password?.next }, { ifMatch, keepSession }),
        ),
      )
    }),
    ownTransactions: true,
  },
  route(accessApi.listTokens, (ctx) => listTokens(ctx)),
  route(accessApi.createToken, (ctx, { body }) => createToken(ctx, { accountId: ctx.actor.id ?? '', name: body.name })),
  route(accessApi.revokeToken, async (ctx, { params }) => {
    await revokeToken(ctx, params.id)
    return done
  }),
  route(accessApi.listUsers, (ctx, { query }) => listUsers(ctx, query)),
  route(accessApi.addUser, async (ctx, { body }) => toUser(await addUser(ctx, body))),
  route(accessApi.changeUser, async (ctx, { params, body, ifMatch, request }) => {
    const keepSession = params.id === ctx.actor.id ? sessionHash(ctx.house, request) : null
    return toUser(await changeUser(ctx, params.id, { change: body, ifMatch, keepSession }))
  }),
]
