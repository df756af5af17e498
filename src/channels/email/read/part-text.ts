import { decodeCharset, type NoteDefect } from './decode-charset.ts'
import { joinFlowedLines } from './flowed-text.ts'
import { firstValue } from './headers.ts'
import type { MailPart } from './split-parts.ts'
import { decodeTransfer } from './transfer-encoding.ts'

/** The part's bytes without their transfer encoding: exactly what the sender put in. */
export function partBytes(part: MailPart, note: NoteDefect = () => {}): Uint8Array {
  const written = firstValue(part.fields, 'content-transfer-encoding') ?? ''
  const encoding = /^[a-z0-9-]+/i.exec(written.replace(/^["'\s]+/, ''))?.[0].toLowerCase() ?? ''
  return decodeTransfer(part.body, encoding, note)
}

/** A text part as a string with LF line ends; format=flowed lines joined; no control characters but tab and line end. */
export function partText(part: MailPart, note: NoteDefect = () => {}): string {
  const bytes = partBytes(part, note)
  const declared = part.type.params.get('charset') ?? ''
  const label = declared === '' && part.type.value === 'text/html' ? charsetOfMeta(bytes) : declared
  const text = cleanText(decodeCharset(bytes, label, note))
  if (part.type.value !== 'text/plain' || part.type.params.get('format')?.toLowerCase() !== 'flowed') return text
  return joinFlowedLines(text, part.type.params.get('delsp')?.toLowerCase() === 'yes')
}

/** LF line ends, and nothing that a database or a screen refuses: NUL, other controls, half surrogate pairs. */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\x00-\x08\x0b\x0e-\x1f\x7f]/g, '')
    .replace(/[\f\u0085]/g, '\n')
    .toWellFormed()
}

/** HTML may name its own charset when the mail's header names none. */
function charsetOfMeta(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 2048)).toString('latin1')
  const label = /<meta[^>]{0,200}charset\s*=\s*["']?([\w.:-]{1,40})/i.exec(head)?.[1] ?? ''
  // A document that can be searched as single bytes is not UTF-16, whatever it says (HTML §13.2.3.2).
  return /^utf-?16/i.test(label) ? '' : label
}
