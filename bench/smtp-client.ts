import { connect } from 'node:net'

export interface SmtpLine {
  /** Resolves at the 250 after the final dot. */
  send(to: string, from: string, mail: string): Promise<void>
  close(): void
}

/** One SMTP connection that waits for each answer, as mail servers without PIPELINING do. */
export async function openSmtp(port: number): Promise<SmtpLine> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  let rest = ''
  let waiting: { code: string; resolve: () => void; reject: (error: Error) => void } | null = null
  const expect = (code: string) =>
    new Promise<void>((resolve, reject) => {
      waiting = { code, resolve, reject }
    })
  const fail = (error: Error) => {
    waiting?.reject(error)
    waiting = null
  }
  socket.on('error', fail)
  socket.on('close', () => fail(new Error('The mail server hung up.')))
  socket.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString('latin1')).split('\r\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (/^\d{3}-/.test(line)) continue
      const now = waiting
      waiting = null
      if (now && line.startsWith(now.code)) now.resolve()
      else now?.reject(new Error(`The mail server said: ${line}`))
    }
  })
  const say = async (line: string, code: string) => {
    const answered = expect(code)
    socket.write(`${line}\r\n`)
    await answered
  }
  await expect('220')
  await say('EHLO bench.kunde.example', '250')
  return {
    async send(to, from, mail) {
      await say(`MAIL FROM:<${from}>`, '250')
      await say(`RCPT TO:<${to}>`, '250')
      await say('DATA', '354')
      await say(`${mail.replace(/^\./gm, '..')}\r\n.`, '250')
    },
    close: () => socket.destroy(),
  }
}
