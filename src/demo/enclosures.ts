import { crc32, deflateSync } from 'node:zlib'
import type { Enclosure } from './chapter.ts'

/** Segments a to g of a digit, as displays draw it. */
const segments: Record<string, string> = {
  '0': 'abcdef',
  '1': 'bc',
  '2': 'abged',
  '3': 'abgcd',
  '4': 'fgbc',
  '5': 'afgcd',
  '6': 'afgedc',
  '7': 'abc',
  '8': 'abcdefg',
  '9': 'abcdfg',
  '-': 'g',
}
/** x, y, width and height of each in a cell of 20 × 36. */
const places: Record<string, readonly [number, number, number, number]> = {
  a: [3, 0, 14, 4],
  b: [16, 3, 4, 14],
  c: [16, 19, 4, 14],
  d: [3, 32, 14, 4],
  e: [0, 19, 4, 14],
  f: [0, 3, 4, 14],
  g: [3, 16, 14, 4],
}

/** A photograph of a meter, near enough: its display with these digits, as a small PNG. */
export function meterPicture(filename: string, digits: string): Enclosure {
  const [width, height] = [360, 220]
  const pixels = Buffer.alloc(width * height * 3)
  const paint = (x: number, y: number, w: number, h: number, [r, g, b]: readonly [number, number, number]) => {
    for (let row = y; row < y + h; row++) {
      for (let column = x; column < x + w; column++) pixels.set([r, g, b], (row * width + column) * 3)
    }
  }
  paint(0, 0, width, height, [196, 188, 174])
  paint(40, 20, width - 80, height - 40, [238, 236, 230])
  paint(60, 44, width - 120, 68, [172, 186, 162])
  const start = Math.round((width - digits.length * 28) / 2)
  for (const [index, digit] of [...digits].entries()) {
    for (const segment of segments[digit] ?? '') {
      const [x, y, w, h] = places[segment] ?? [0, 0, 0, 0]
      paint(start + index * 28 + x, 60 + y, w, h, [38, 46, 40])
    }
  }
  paint(70, 138, 14, 14, [176, 62, 42])
  paint(100, 142, 150, 6, [150, 150, 146])
  paint(100, 158, 110, 6, [150, 150, 146])
  return { filename, mediaType: 'image/png', content: png(width, height, pixels) }
}

/** PNG, eight bits a channel, no filter (RFC 2083). */
function png(width: number, height: number, pixels: Buffer): Uint8Array {
  const chunk = (name: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    check.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, check])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const rows = Array.from({ length: height }, (_, row) =>
    Buffer.concat([Buffer.from([0]), pixels.subarray(row * width * 3, (row + 1) * width * 3)]),
  )
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const data = deflateSync(Buffer.concat(rows))
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))])
}

/** One page of plain lines. Latin-1 is enough for the four languages. */
export function onePagePdf(filename: string, lines: readonly string[]): Enclosure {
  const escaped = lines.map((line) => line.replace(/[\\()]/g, '\\$&'))
  const drawn = escaped.map((line, index) => `${index === 0 ? '' : 'T* '}(${line}) Tj`).join('\n')
  const text = `BT /F1 12 Tf 16 TL 72 770 Td\n${drawn}\nET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ]
  let body = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const at = body.length
    body += `${index + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const end = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`
  return { filename, mediaType: 'application/pdf', content: Buffer.from(body + end, 'latin1') }
}
