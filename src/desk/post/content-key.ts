import { sha256 } from '../../core/ids.ts'

/**
 * What makes two deliveries the same mail: Message-ID and date and body together. A Message-ID alone is reused by careless
 * senders (parcel carriers do), and dropping on it loses mail. Without a Message-ID only the very same bytes count.
 */
export function contentKey(raw: Uint8Array, messageId: string | null, date: string | null): string {
  if (messageId === null) return sha256(raw)
  return sha256(`${messageId}\0${date ?? ''}\0${sha256(bodyOf(raw))}`)
}

/** Everything after the first empty line. */
function bodyOf(raw: Uint8Array): Uint8Array {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
  const crlf = bytes.indexOf('\r\n\r\n')
  const lf = bytes.indexOf('\n\n')
  if (crlf === -1 && lf === -1) return bytes.subarray(bytes.length)
  return crlf !== -1 && (lf === -1 || crlf < lf) ? bytes.subarray(crlf + 4) : bytes.subarray(lf + 2)
}
