import type { ParsedMail } from '../parsed-mail.ts'
import type { ParameterisedValue } from './header-params.ts'

export type Protection = NonNullable<ParsedMail['signals']['protection']>

/** What a part's type says about signing and encryption (RFC 1847, RFC 3156, RFC 8551 §3.2), or null. */
export function protectionOfType(type: ParameterisedValue, filename: string): Protection | null {
  const protocol = (type.params.get('protocol') ?? '').toLowerCase()
  switch (type.value) {
    case 'multipart/signed':
      return protocol.includes('pgp') ? 'pgp-signed' : protocol.includes('pkcs7') ? 'smime-signed' : null
    case 'multipart/encrypted':
      return 'pgp-encrypted'
    case 'application/pkcs7-mime':
    case 'application/x-pkcs7-mime':
      return /signed-data|certs-only/i.test(type.params.get('smime-type') ?? '') || /\.p7s$/i.test(filename)
        ? 'smime-signed'
        : 'smime-encrypted'
    case 'application/octet-stream':
      return /\.p7m$/i.test(filename) ? 'smime-encrypted' : null
    default:
      return null
  }
}

/** PGP written straight into the text, as some programs still do (RFC 9580 §6.2). */
export function protectionOfText(text: string): Protection | null {
  if (/^-----BEGIN PGP MESSAGE-----/m.test(text)) return 'pgp-encrypted'
  return /^-----BEGIN PGP SIGNED MESSAGE-----/m.test(text) ? 'pgp-signed' : null
}

/** Of several, the one that hides most: what is encrypted can't be read at all. */
export function strongerProtection(a: Protection | null, b: Protection | null): Protection | null {
  if (a === null || b === null) return a ?? b
  return b.endsWith('encrypted') && !a.endsWith('encrypted') ? b : a
}
