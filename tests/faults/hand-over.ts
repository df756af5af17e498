import { connect } from 'node:net'
import { createInterface } from 'node:readline'

export interface Letter {
  sender: string
  recipient: string
  /** Whole, with CRLF, ending in one. */
  raw: Buffer
}

/**
 * Hands one mail over by SMTP (RFC 5321) and answers the code of the last reply: only a 250 after the final dot means that
 * it was taken. Rejects when the line breaks. Deliberately none of our own code, nor a library's: this is the outside.
 */
export async function handOver(port: number, { sender, recipient, raw }: Letter): Promise<number> {
  const socket = connect(port, '127.0.0.1')
  socket.setTimeout(20_000, () => socket.destroy(new Error('The desk kept silent for 20 s.')))
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]()
  let broken: Error | null = null
  socket.on('error', (error) => {
    broken = error
  })
  const reply = async (): Promise<number> => {
    for (;;) {
      const { value, done } = await lines.next()
      if (done) throw broken ?? new Error('The line broke.')
      if (/^\d{3}( |$)/.test(value)) return Number(value.slice(0, 3))
    }
  }
  const say = async (words: string | Buffer, expected: number): Promise<number | null> => {
    socket.write(words)
    const code = await reply()
    return code === expected ? null : code
  }
  // RFC 5321 §4.5.2: a line that begins with a dot gets another.
  const stuffed = Buffer.from(raw.toString('latin1').replace(/^\./gm, '..'), 'latin1')
  try {
    const greeting = await reply()
    if (greeting !== 220) return greeting
    const refused =
      (await say('EHLO mail.kunde.example\r\n', 250)) ??
      (await say(`MAIL FROM:<${sender}>\r\n`, 250)) ??
      (await say(`RCPT TO:<${recipient}>\r\n`, 250)) ??
      (await say('DATA\r\n', 354)) ??
      (await say(Buffer.concat([stuffed, Buffer.from('.\r\n')]), 250))
    if (refused === null) socket.write('QUIT\r\n')
    return refused ?? 250
  } finally {
    socket.destroySoon()
  }
}
