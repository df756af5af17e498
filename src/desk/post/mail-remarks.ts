import type { ParsedMail } from '../../channels/email/parsed-mail.ts'

const protections = {
  'smime-signed': 'Signed with S/MIME; the signature is attached and was not checked.',
  'smime-encrypted': 'Encrypted with S/MIME; Løfte has no key for it. Open the attachment with the program that has.',
  'pgp-signed': 'Signed with OpenPGP; the signature is attached and was not checked.',
  'pgp-encrypted': 'Encrypted with OpenPGP; Løfte has no key for it. Open the attachment with the program that has.',
} as const

/** What a person should know about how a mail came, one sentence each. */
export function mailRemarks(mail: ParsedMail): string[] {
  const { protection } = mail.signals
  return [...(protection ? [protections[protection]] : []), ...mail.defects]
    .slice(0, 30)
    .map((remark) => remark.slice(0, 500).toWellFormed())
}
