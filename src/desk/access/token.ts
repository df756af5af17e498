import { crc32 } from 'node:zlib'

/** `lft_`, 256 bits, and six characters of checksum: a slip of the pen is told from a token without asking the database, and scanners for leaked secrets can be sure. */
export function asToken(secret: string): string {
  return `lft_${secret}${checksum(secret)}`
}

/** Whether the text can be a token of ours; says nothing of whether it is. */
export function looksLikeToken(text: string): boolean {
  const secret = /^lft_([\w-]{43})[\w-]{6}$/.exec(text)?.[1]
  return secret !== undefined && text.endsWith(checksum(secret))
}

function checksum(secret: string): string {
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(secret))
  return sum.toString('base64url')
}
