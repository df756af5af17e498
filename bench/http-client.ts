import { connect, type Socket } from 'node:net'

export interface HttpAnswer {
  status: number
  body: string
}

export interface HttpLine {
  ask(method: 'GET' | 'POST', path: string, body?: unknown): Promise<HttpAnswer>
  close(): void
}

/**
 * One kept-alive HTTP/1.1 connection, one request at a time, with as little work as a client can do: on two cores every
 * microsecond spent here is taken from the server that is measured.
 */
export async function openLine(url: string, token: string): Promise<HttpLine> {
  const { hostname, port } = new URL(url)
  const socket = await open(Number(port), hostname)
  let waiting: { resolve: (answer: HttpAnswer) => void; reject: (error: Error) => void } | null = null
  let chunks: Buffer[] = []
  let wanted = -1
  let got = 0

  socket.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    got += chunk.length
    if (wanted < 0) {
      const whole = chunks.length === 1 ? chunk : Buffer.concat(chunks)
      chunks = [whole]
      const headEnd = whole.indexOf('\r\n\r\n')
      if (headEnd < 0) return
      const length = /^content-length: *(\d+)/im.exec(whole.toString('latin1', 0, headEnd))?.[1]
      if (length === undefined) return socket.destroy(new Error('An answer came without Content-Length.'))
      wanted = headEnd + 4 + Number(length)
    }
    if (got < wanted) return
    const whole = Buffer.concat(chunks)
    const headEnd = whole.indexOf('\r\n\r\n')
    const answer = {
      status: Number(whole.toString('latin1', 9, 12)),
      body: whole.toString('utf8', headEnd + 4, wanted),
    }
    chunks = []
    wanted = -1
    got = 0
    const { resolve } = waiting ?? { resolve: () => undefined }
    waiting = null
    resolve(answer)
  })
  const fail = (error: Error) => {
    waiting?.reject(error)
    waiting = null
  }
  socket.on('error', fail)
  socket.on('close', () => fail(new Error('The server closed the connection.')))

  return {
    ask(method, path, body) {
      const text = body === undefined ? '' : JSON.stringify(body)
      const head = `${method} ${path} HTTP/1.1\r\nhost: ${hostname}\r\nauthorization: Bearer ${token}\r\n`
      const about =
        text === '' ? '' : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n`
      return new Promise((resolve, reject) => {
        waiting = { resolve, reject }
        socket.write(`${head}${about}\r\n${text}`)
      })
    },
    close: () => socket.destroy(),
  }
}

function open(port: number, host: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host, noDelay: true }, () => resolve(socket))
    socket.once('error', reject)
  })
}

/** Reads server-sent events: `onEvent` gets the JSON of each `data:` line at the moment it came. Resolves once joined. */
export async function openStream(url: string, token: string, onEvent: (data: string) => void): Promise<() => void> {
  const { hostname, port } = new URL(url)
  const socket = await open(Number(port), hostname)
  let rest = ''
  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString('utf8')).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        if (line.startsWith('event: from')) resolve(() => socket.destroy())
        else if (line.startsWith('data: ')) onEvent(line.slice(6))
      }
    })
    socket.write(`GET /api/v1/live HTTP/1.1\r\nhost: ${hostname}\r\nauthorization: Bearer ${token}\r\n\r\n`)
  })
}
