import { sql } from 'kysely'
import type { Ctx } from '../../core/ctx.ts'
import { mark } from '../../core/ids.ts'
import { commonRefusals, refuse } from '../../core/refusal.ts'
import { isPassword } from './password.ts'
import { type AccountRow, findAccountByEmail } from './queries.ts'
import { mostPerEmail, mostPerPeer, peerGroup, secondsToWait, windowMs } from './sign-in-limit.ts'

/**
 * The account behind an e-mail and a password; null when they don't match, the account is closed or nobody has that e-mail.
 * Runs outside any transaction: a failure must stay on record when the request is refused, and no connection may be
 * held while a password is hashed.
 * @throws too_many_requests with retryAfterSeconds.
 */
export async function provePassword(
  ctx: Ctx,
  { email, password, peer }: { email: string; password: string; peer: string },
): Promise<AccountRow | null> {
  const now = ctx.now()
  const account = await findAccountByEmail(ctx, email)
  // By the account's own spelling, so that another spelling of the same e-mail is not another ten guesses.
  const byEmail = subject(ctx, 'email', (account?.email ?? email).trim().toLowerCase())
  const byPeer = subject(ctx, 'peer', peerGroup(peer))
  await writeDown(ctx, [byEmail, byPeer], now)
  const wait = await toWait(ctx, byEmail, byPeer, now)
  if (wait !== null) {
    // A door that is closed stays closed no longer for being knocked at.
    await strikeOut(ctx, [byEmail, byPeer], now)
    throw refuse(commonRefusals, 'too_many_requests', { retryAfterSeconds: wait })
  }
  const matches = await isPassword(password, account?.password_hash ?? null)
  if (!matches || !account || account.disabled_at) return null
  await ctx.db.deleteFrom('sign_in_failure').where('subject', '=', byEmail).execute()
  await strikeOut(ctx, [byPeer], now)
  return account
}

/** People type passwords into the e-mail field; a mark under the desk's secret keeps what they typed out of the table. */
const subject = (ctx: Ctx, kind: string, text: string) => mark(ctx.house.secret, ['sign-in', kind, text], 20)

async function writeDown(ctx: Ctx, subjects: string[], at: Date): Promise<void> {
  await ctx.db
    .insertInto('sign_in_failure')
    .values(subjects.map((each) => ({ subject: each, at })))
    .execute()
}

async function toWait(ctx: Ctx, byEmail: string, byPeer: string, now: Date): Promise<number | null> {
  const newest = (which: string, most: number) =>
    ctx.db
      .selectFrom('sign_in_failure')
      .select(['subject', 'at'])
      .where('subject', '=', which)
      .where('at', '>', new Date(now.getTime() - windowMs))
      .orderBy('at', 'desc')
      .limit(most + 1)
  const rows = await sql<{ subject: string; at: Date }>`
    (${newest(byEmail, mostPerEmail)}) union all (${newest(byPeer, mostPerPeer)})`.execute(ctx.db)
  const times = (which: string) =>
    rows.rows
      .filter((row) => row.subject === which)
      .map((row) => row.at)
      .sort((a, b) => b.getTime() - a.getTime())
  const waits = [
    secondsToWait(times(byEmail), mostPerEmail, now),
    secondsToWait(times(byPeer), mostPerPeer, now),
  ].filter((wait) => wait !== null)
  return waits.length === 0 ? null : Math.max(...waits)
}

/** Takes exactly one row of each subject away: attempts of the same instant keep theirs. */
async function strikeOut(ctx: Ctx, subjects: string[], at: Date): Promise<void> {
  await sql`delete from sign_in_failure where ctid in (
    select distinct on (subject) ctid from sign_in_failure where subject = any(${subjects}::text[]) and at = ${at})`.execute(
    ctx.db,
  )
}
