import { isIP } from 'node:net'
import type { SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection'

export interface RelayAddress {
  connection: SMTPConnectionOptions
  login: { user: string; pass: string } | null
}

/** SMTP_URL can't be used; the message says why and never repeats the password. */
export class RelayUrlRefused extends Error {
  constructor(why: string) {
    super(`The address of the outgoing mail server ${why}`)
    this.name = 'RelayUrlRefused'
  }
}

const isLoopback = (host: string) => host === 'localhost' || host === '::1' || /^127\./.test(host)

/**
 * Reads `smtp://user:password@host:port` (STARTTLS where offered) and `smtps://…` (TLS at once). `?tls=` changes that:
 * `required` (no mail without STARTTLS and a valid certificate), `off`, `unverified` (any certificate will do).
 *
 * Without credentials an unknown certificate is accepted, because encryption to somebody beats none (RFC 7435). With
 * credentials to another machine, TLS and a valid certificate are demanded unless the URL says otherwise: a password
 * must not be given to whoever stands in between.
 */
export function readRelayUrl(smtpUrl: string): RelayAddress {
  const url = URL.parse(smtpUrl)
  if (!url || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '') {
    throw new RelayUrlRefused('must look like smtp://user:password@host:587')
  }
  const host = decodeURIComponent(url.hostname).replace(/^\[(.*)\]$/, '$1')
  const tls = url.searchParams.get('tls') ?? ''
  if (!['', 'required', 'off', 'unverified'].includes(tls)) {
    throw new RelayUrlRefused('has a ?tls= other than required, off or unverified')
  }
  if (url.protocol === 'smtps:' && tls === 'off')
    throw new RelayUrlRefused('asks for TLS (smtps) and for none (tls=off)')
  const secure = url.protocol === 'smtps:'
  const login = url.username === '' ? null : { user: decodeText(url.username), pass: decodeText(url.password) }
  const demanded = tls === 'required' || (login !== null && tls === '' && !isLoopback(host))
  return {
    connection: {
      host,
      port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
      secure,
      requireTLS: !secure && demanded,
      ignoreTLS: tls === 'off',
      tls: {
        rejectUnauthorized: tls !== 'unverified' && (secure || demanded),
        ...(isIP(host) ? {} : { servername: host }),
      },
    },
    login,
  }
}

function decodeText(encoded: string): string {
  try {
    return decodeURIComponent(encoded)
  } catch (malformed) {
    throw new RelayUrlRefused(`has a user name or password with a stray % sign (${(malformed as Error).name})`)
  }
}
