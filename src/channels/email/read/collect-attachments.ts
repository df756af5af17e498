import { createHash } from 'node:crypto'
import type { MailAttachment } from '../parsed-mail.ts'
import { UnreadableMail } from '../parsed-mail.ts'
import { attachedMailName, attachmentName } from './attachment-name.ts'
import type { NoteDefect } from './decode-charset.ts'
import { cleanLine, decodeHeaderText } from './encoded-words.ts'
import { firstValue, readHeaderBlock } from './headers.ts'
import type { BodySegment, FoundAttachment } from './sort-parts.ts'
import { readWinmail } from './winmail.ts'

/** Replaces each winmail.dat by the files in it; one that can't be read stays the file it is. */
export function unpackWinmail(
  found: FoundAttachment[],
  body: BodySegment[],
  note: NoteDefect,
): { attachments: FoundAttachment[]; body: BodySegment[] } {
  const inside: BodySegment[] = []
  const attachments = found.flatMap((attachment) => {
    if (
      !/^application\/(?:vnd\.)?ms-tnef$/.test(attachment.mediaType) &&
      !/^winmail\.dat$/i.test(attachment.filename)
    ) {
      return [attachment]
    }
    const content = readWinmail(attachment.bytes)
    if (content === null) {
      note('The mail holds a winmail.dat of Outlook that could not be opened; it was kept as a file.')
      return [attachment]
    }
    if (content.text !== '' || content.html !== '') {
      inside.push({ text: content.text || null, html: content.html || null })
    }
    return content.files.map((file) => ({
      filename: file.filename,
      mediaType: /^[\w.+-]+\/[\w.+-]+$/.test(file.mediaType) ? file.mediaType : 'application/octet-stream',
      bytes: file.bytes,
      contentId: cleanLine(file.contentId) || null,
      contentLocation: null,
      meantInline: false,
    }))
  })
  // Outlook usually writes the text once more beside the winmail.dat; only a mail without one needs that inside.
  const hasText = body.some((segment) => (segment.text ?? segment.html ?? '').trim() !== '')
  return { attachments, body: hasText ? body : [...body, ...inside] }
}

/** Content-Location to Content-ID (or to itself), for HTML that names its pictures by location (RFC 2557). */
export function pictureLocations(found: FoundAttachment[]): Map<string, string> {
  const locations = new Map<string, string>()
  for (const { contentLocation, contentId, mediaType } of found) {
    if (contentLocation === null || !mediaType.startsWith('image/')) continue
    const id = contentId ?? encodeURIComponent(contentLocation.toWellFormed())
    if (!locations.has(contentLocation)) locations.set(contentLocation, id)
  }
  return locations
}

/** What is told about each file, in order. `html` is the cleaned HTML: what it shows by cid: is inline. */
export function describeAttachments(
  found: FoundAttachment[],
  html: string,
  locations: ReadonlyMap<string, string>,
): MailAttachment[] {
  const shown = new Set<string>()
  for (const [, id = ''] of html.matchAll(/ src="cid:([^"]{1,1000})"/g)) {
    shown.add(id.replaceAll('&amp;', '&'))
    shown.add(percentDecoded(id.replaceAll('&amp;', '&')))
  }
  return found.map((attachment, index) => {
    const { bytes, mediaType } = attachment
    const contentId = attachment.contentId ?? locations.get(attachment.contentLocation ?? '') ?? null
    const isMail = mediaType === 'message/rfc822' || mediaType === 'message/global'
    return {
      filename: isMail
        ? attachedMailName(attachment.filename, subjectOf(bytes))
        : attachmentName(attachment.filename, mediaType, index + 1),
      mediaType,
      size: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      contentId,
      inline: attachment.meantInline || (contentId !== null && shown.has(contentId)),
    }
  })
}

function percentDecoded(id: string): string {
  try {
    return decodeURIComponent(id)
  } catch {
    // Not percent-encoded at all: RFC 2392 asks for it, many programs forget it.
    return id
  }
}

function subjectOf(bytes: Uint8Array): string {
  try {
    const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const { fields } = readHeaderBlock(source, 0, () => false)
    return decodeHeaderText(firstValue(fields, 'subject') ?? '')
  } catch (error) {
    // An attached mail with a header out of all bounds is still a file that can be kept.
    if (error instanceof UnreadableMail) return ''
    throw error
  }
}
