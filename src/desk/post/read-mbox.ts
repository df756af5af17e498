import { createReadStream } from 'node:fs'

const longestMail = 60 * 1024 * 1024
const newline = 0x0a

/**
 * The mails of an mbox file, one at a time, however large the file (RFC 4155; the mboxrd way of quoting: one `>` is taken
 * off lines that are `>From `, `>>From ` …). A mail larger than any mail server takes is cut there, so that one broken
 * file can't eat the memory.
 */
export async function* readMbox(path: string): AsyncGenerator<Buffer> {
  let lines: Buffer[] = []
  let size = 0
  let blankBefore = true
  let started = false
  for await (const line of linesOf(path)) {
    if (blankBefore && line.subarray(0, 5).toString('latin1') === 'From ') {
      if (started && lines.length > 0) yield trimmed(lines)
      lines = []
      size = 0
      started = true
      blankBefore = false
      continue
    }
    blankBefore = line.length === 1 || (line.length === 2 && line[0] === 0x0d)
    if (!started || size > longestMail) continue
    size += line.length
    lines.push(unquoted(line))
  }
  if (started && lines.length > 0) yield trimmed(lines)
}

function unquoted(line: Buffer): Buffer {
  return line[0] === 0x3e && /^>+From /.test(line.subarray(0, 64).toString('latin1')) ? line.subarray(1) : line
}

/** The empty line before the next `From ` belongs to the file, not to the mail. */
function trimmed(lines: Buffer[]): Buffer {
  const last = lines.at(-1)
  const isBlank = last && (last.length === 1 || (last.length === 2 && last[0] === 0x0d))
  return Buffer.concat(isBlank && lines.length > 1 ? lines.slice(0, -1) : lines)
}

async function* linesOf(path: string): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0)
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk as Buffer]) : (chunk as Buffer)
    let from = 0
    for (let end = bytes.indexOf(newline); end !== -1; end = bytes.indexOf(newline, from)) {
      yield bytes.subarray(from, end + 1)
      from = end + 1
    }
    rest = Buffer.from(bytes.subarray(from))
    if (rest.length > longestMail) {
      yield rest
      rest = Buffer.alloc(0)
    }
  }
  if (rest.length > 0) yield rest
}
