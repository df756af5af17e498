import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** Keeps passwords of mailboxes and relays in the database under a key that lies outside it. */
export interface SecretBox {
  seal(plain: string): Buffer
  /** @throws when the box was sealed under another secret or was altered. */
  open(sealed: Uint8Array): string
}

/** AES-256-GCM under a key derived from LOFTE_SECRET (HKDF, RFC 5869). `purpose` keeps the boxes of one use out of another. */
export function createSecretBox(secret: string, purpose: string): SecretBox {
  const key = Buffer.from(hkdfSync('sha256', secret, 'lofte', purpose, 32))
  return {
    seal(plain) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, iv)
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return Buffer.concat([Buffer.from([1]), iv, cipher.getAuthTag(), body])
    },
    open(sealed) {
      const bytes = Buffer.from(sealed)
      if (bytes[0] !== 1) throw new Error('This secret was sealed by a newer version.')
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, 13))
      decipher.setAuthTag(bytes.subarray(13, 29))
      return decipher.update(bytes.subarray(29), undefined, 'utf8') + decipher.final('utf8')
    },
  }
}
