import { isIP } from 'node:net'
import { ImapFlow } from 'imapflow'

export interface ImapAccount {
  /** Ours; part of each mail's source key. */
  id: string
  host: string
  port: number
  secure: 'tls' | 'starttls' | 'none'
  user: string
  auth: { password: string } | { accessToken: () => Promise<string> }
  /** The first is watched with IDLE, the others are looked at on every poll. */
  folders: string[]
  /** On the first look, mail older than this is left alone; absent: everything is taken. */
  sinceDays?: number
  /** For a server of one's own with a certificate nobody vouches for. */
  acceptAnyCertificate?: boolean
}

/** The account's own sign-in with its provider has lapsed; only a person can renew it. */
export class SignInLapsed extends Error {
  constructor(cause: unknown) {
    super('the sign-in with the provider has lapsed', { cause })
    this.name = 'SignInLapsed'
  }
}

/**
 * Connects and signs in. `silenceMs` is how long the server may say nothing later on. Rejects with the library's error,
 * with SignInLapsed when no token can be had, or when `giveUp` is aborted before it is done.
 */
export async function connectImap(
  account: ImapAccount,
  timeoutMs: number,
  silenceMs: number,
  giveUp?: AbortSignal,
): Promise<ImapFlow> {
  const { auth, user } = account
  const credentials =
    'password' in auth
      ? { user, pass: auth.password }
      : {
          user,
          accessToken: await auth.accessToken().catch((cause: unknown) => {
            throw new SignInLapsed(cause)
          }),
        }
  const client = new ImapFlow({
    host: account.host,
    port: account.port,
    secure: account.secure === 'tls',
    ...(account.secure === 'tls' ? {} : { doSTARTTLS: account.secure === 'starttls' }),
    auth: credentials,
    tls: {
      rejectUnauthorized: !account.acceptAnyCertificate,
      ...(isIP(account.host) ? {} : { servername: account.host }),
    },
    logger: false,
    disableAutoIdle: true,
    disableCompression: true,
    // Decoding transfer encodings on the server would hand us other bytes than those that were sent.
    disableBinary: true,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: silenceMs,
    maxLiteralSize: 512 * 1024 * 1024,
  })
  // Without a listener a broken line would end the process; who waits for a command hears of it as a rejection.
  client.on('error', () => client.close())
  const abandon = () => client.close()
  giveUp?.addEventListener('abort', abandon)
  try {
    await client.connect()
    giveUp?.throwIfAborted()
    return client
  } catch (error) {
    client.close()
    throw error
  } finally {
    giveUp?.removeEventListener('abort', abandon)
  }
}
