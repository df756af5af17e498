import { createHash, createHmac, randomBytes, randomUUIDv7, timingSafeEqual } from 'node:crypto'

/** A new row's id: UUID version 7 (RFC 9562 §5.7), so that rows written together lie together in every index. */
export function newId(): string {
  return randomUUIDv7()
}

/** 256 random bits, for links and tokens that are secrets by themselves. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** A keyed mark over `parts`, `bytes` long, in lower-case base32 without look-alikes lost: safe where case is not kept (local-parts). */
export function mark(secret: string, parts: readonly (string | number)[], bytes: number): string {
  // The separator can't occur in any part, so that ['ab','c'] and ['a','bc'] never share a mark.
  const digest = createHmac('sha256', secret).update(parts.join('\0')).digest().subarray(0, bytes)
  return base32(digest)
}

/** Compares without telling by its timing how much was right. */
export function sameMark(a: string, b: string): boolean {
  const x = Buffer.from(a)
  const y = Buffer.from(b)
  return x.length === y.length && timingSafeEqual(x, y)
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'

/** RFC 4648 §6, lower case, no padding. */
export function base32(bytes: Uint8Array): string {
  let out = ''
  let value = 0
  let bits = 0
  for (const byte of bytes) {
    value = (value << 8) | byte
    bits += 8
    while (bits >= 5) {
      out += alphabet[(value >>> (bits - 5)) & 31]
      bits -= 5
    }
    value &= (1 << bits) - 1
  }
  if (bits > 0) out += alphabet[(value << (5 - bits)) & 31]
  return out
}
