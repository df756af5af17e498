import { cleanLine } from './encoded-words.ts'

const MAX_NAME = 150
const MAX_ENDING = 20

/** Names that Windows keeps for devices, whatever the ending: opening them would not open a file. */
const DEVICE = /^(?:con|prn|aux|nul|clock\$|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/i

/** Endings for parts without a name; anything else becomes .bin, which no program opens by itself. */
const ENDINGS: Record<string, string> = {
  'application/gzip': 'gz',
  'application/json': 'json',
  'application/msword': 'doc',
  'application/ms-tnef': 'dat',
  'application/ogg': 'ogg',
  'application/pdf': 'pdf',
  'application/pgp-encrypted': 'asc',
  'application/pgp-keys': 'asc',
  'application/pgp-signature': 'asc',
  'application/pkcs7-mime': 'p7m',
  'application/pkcs7-signature': 'p7s',
  'application/x-pkcs7-mime': 'p7m',
  'application/x-pkcs7-signature': 'p7s',
  'application/rtf': 'rtf',
  'application/vnd.ms-excel': 'xls',
  'application/vnd.ms-powerpoint': 'ppt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/xml': 'xml',
  'application/zip': 'zip',
  'application/x-zip-compressed': 'zip',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/ogg': 'ogg',
  'audio/wav': 'wav',
  'audio/x-wav': 'wav',
  'image/bmp': 'bmp',
  'image/gif': 'gif',
  'image/heic': 'heic',
  'image/heif': 'heif',
  'image/jpeg': 'jpg',
  'image/jpg': 'jpg',
  'image/pjpeg': 'jpg',
  'image/png': 'png',
  'image/svg+xml': 'svg',
  'image/tiff': 'tiff',
  'image/webp': 'webp',
  'message/delivery-status': 'txt',
  'message/rfc822': 'eml',
  'message/global': 'eml',
  'text/calendar': 'ics',
  'text/csv': 'csv',
  'text/html': 'html',
  'text/markdown': 'md',
  'text/plain': 'txt',
  'text/rtf': 'rtf',
  'text/vcard': 'vcf',
  'text/x-vcard': 'vcf',
  'text/xml': 'xml',
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
}

/**
 * The name under which a part is offered for download: the last step of any path, no control or
 * direction-changing characters, no leading dots, no trailing dots or spaces, no device name, at most 150
 * characters with the ending kept. `number` (from 1) names a part that has no name of its own.
 */
export function attachmentName(given: string, mediaType: string, number: number): string {
  const safe = safeFilename(given)
  // An invitation has no name in most programs' mail, and one that people know.
  if (safe === '' && mediaType === 'text/calendar') return 'invite.ics'
  return safe === '' ? `unnamed-${number}.${ENDINGS[mediaType] ?? 'bin'}` : safe
}

/** An attached mail is named by its subject. */
export function attachedMailName(given: string, subject: string): string {
  const safe = safeFilename(given)
  if (safe !== '') return safe
  // A slash in a subject separates words, not folders.
  const fromSubject = safeFilename(`${subject.slice(0, 100).replace(/[\\/]/g, '-')}.eml`)
  return fromSubject === '' || fromSubject === 'eml' ? 'message.eml' : fromSubject
}

function safeFilename(given: string): string {
  const oneLine = cleanLine(given.slice(0, 4000))
    // Half a surrogate pair can't be written to any file system.
    .toWellFormed()
    .replaceAll('\ufffd', '_')
  const step = oneLine.split(/[\\/]/).findLast((part) => /[^. ]/.test(part)) ?? ''
  const plain = step
    .replace(/[<>:"|?*]/g, '_')
    .replace(/^[. ]+/, '')
    .replace(/[. ]+$/, '')
  const named = DEVICE.test(plain) ? `_${plain}` : plain
  return shorten(named)
}

function shorten(name: string): string {
  if (name.length <= MAX_NAME) return name
  const dot = name.lastIndexOf('.')
  const ending = dot > 0 && name.length - dot <= MAX_ENDING ? name.slice(dot) : ''
  return `${name
    .slice(0, MAX_NAME - ending.length)
    .toWellFormed()
    .replaceAll('\ufffd', '')
    .replace(/[. ]+$/, '')}${ending}`
}
