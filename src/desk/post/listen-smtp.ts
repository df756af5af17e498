import { readFile } from 'node:fs/promises'
import { NotNow } from '../../channels/channel.ts'
import { type SmtpListener, startSmtpListener } from '../../channels/email/wire/smtp-listener.ts'
import { createSenderVerifier, type VerifySender } from '../../channels/email/wire/verify-sender.ts'
import type { House } from '../../core/ctx.ts'
import { findInboxByRecipient } from '../inboxes/queries.ts'
import { takeIn } from './take-in.ts'

/** Løfte's own front door for mail. Null where it is switched off (LOFTE_SMTP_PORT=0). */
export async function listenSmtp(
  house: House,
  verifySender: VerifySender = createSenderVerifier(),
): Promise<SmtpListener | null> {
  const { env } = house
  if (env.smtpPort === 0) return null
  const tls =
    env.smtpTlsKey && env.smtpTlsCert
      ? { key: await readFile(env.smtpTlsKey), cert: await readFile(env.smtpTlsCert) }
      : undefined
  return startSmtpListener({
    host: env.host,
    port: env.smtpPort,
    name: env.smtpName ?? new URL(env.url).hostname,
    ...(tls ? { tls } : {}),
    now: house.now,
    log: house.log,
    verifySender,
    isOurs: async (address) => (await inboxesFor(house, [address])).length > 0,
    receive: async (arrival) => takeIn(house, arrival, await inboxesFor(house, arrival.recipients)),
  })
}

async function inboxesFor(house: House, recipients: readonly string[]): Promise<string[]> {
  try {
    return (await findInboxByRecipient(house.db, recipients)).map((inbox) => inbox.id)
  } catch (error) {
    house.log.warn({ err: error }, 'Whose an arriving mail is could not be asked')
    throw new NotNow('Mail can’t be taken just now.')
  }
}
