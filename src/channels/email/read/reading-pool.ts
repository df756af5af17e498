import { Worker } from 'node:worker_threads'
import { type ParsedMail, type ReadMail, UnreadableMail } from '../parsed-mail.ts'

export interface ReadingTask {
  raw: Uint8Array
}

export type ReadingAnswer =
  | ({ ok: true; mail: ParsedMail } & Pick<ReadMail, 'contents'>)
  | { ok: false; code: UnreadableMail['code']; reason: string }

export interface ReadingPoolOptions {
  /** Mails read at the same time. */
  size: number
  /** Milliseconds that one mail may take, counted from when a worker has it. */
  timeoutMs?: number
  /** Megabytes of JavaScript memory that one mail may take. */
  memoryMb?: number
  /** What the worker runs; only tests of the pool itself name another file. */
  workerUrl?: URL
}

export interface ReadingPool {
  /** Rejects with UnreadableMail: for what readMail refuses, and `timed-out`, `out-of-memory`, `parser-fault`. */
  read(raw: Uint8Array): Promise<ReadMail>
  /** Stops the workers; mails still waiting are rejected with an ordinary Error. */
  close(): Promise<void>
}

interface Waiting {
  raw: Uint8Array
  resolve: (mail: ReadMail) => void
  reject: (error: Error) => void
}

interface Seat {
  worker: Worker
  ready: boolean
  task: Waiting | null
  timer: NodeJS.Timeout | null
}

/**
 * Reads mails in threads of their own: one that hangs or eats memory loses its thread, and the others go on.
 * Threads start when the first mail comes and are kept.
 */
export function createReadingPool({
  size,
  timeoutMs = 5000,
  memoryMb = 256,
  workerUrl = new URL('./reading-worker.ts', import.meta.url),
}: ReadingPoolOptions): ReadingPool {
  const seats = new Set<Seat>()
  const queue: Waiting[] = []
  let closed = false

  const fill = () => {
    for (const seat of seats) if (seat.ready && seat.task === null) give(seat)
    const starting = [...seats].filter((seat) => !seat.ready).length
    for (let missing = queue.length - starting; missing > 0 && seats.size < size; missing--) seats.add(hire())
  }

  const give = (seat: Seat) => {
    const task = queue.shift()
    if (task === undefined) {
      // An idle thread must not keep a command such as `mail parse` from ending.
      seat.worker.unref()
      return
    }
    seat.task = task
    seat.worker.ref()
    seat.timer = setTimeout(() => {
      const seconds = Math.round(timeoutMs / 100) / 10
      dismiss(seat, new UnreadableMail('timed-out', `Reading this mail took longer than ${seconds} s and was stopped.`))
    }, timeoutMs)
    seat.worker.postMessage({ raw: task.raw } satisfies ReadingTask)
  }

  /** Takes the seat away; its mail, if it has one, gets the error. */
  const dismiss = (seat: Seat, error: Error): Promise<number> => {
    const task = release(seat)
    seats.delete(seat)
    task?.reject(error)
    const ended = seat.worker.terminate()
    if (!closed) fill()
    return ended
  }

  const hire = (): Seat => {
    const worker = new Worker(workerUrl, {
      // Whatever flags the process was started with (a test runner's, say) are not for the reader.
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
    })
    const seat: Seat = { worker, ready: false, task: null, timer: null }
    worker.on('message', (message: 'ready' | ReadingAnswer) => {
      if (!seats.has(seat)) return
      if (message === 'ready') seat.ready = true
      else settle(release(seat), message)
      fill()
    })
    worker.on('error', (error: NodeJS.ErrnoException) => {
      if (!seats.has(seat)) return
      // A thread that can't even start would be hired again for ever: the mail that waits for it is told.
      if (!seat.ready) seat.task ??= queue.shift() ?? null
      dismiss(seat, faultOf(error, memoryMb))
    })
    worker.on('exit', () => {
      if (seats.has(seat)) dismiss(seat, faultOf(new Error('its thread ended'), memoryMb))
    })
    return seat
  }

  return {
    read(raw) {
      if (closed) return Promise.reject(new Error('The reading pool is closed.'))
      return new Promise((resolve, reject) => {
        queue.push({ raw, resolve, reject })
        fill()
      })
    },
    async close() {
      closed = true
      const stopped = new Error('The desk was stopped before this mail was read.')
      for (const waiting of queue.splice(0)) waiting.reject(stopped)
      await Promise.all([...seats].map((seat) => dismiss(seat, stopped)))
    },
  }
}

function release(seat: Seat): Waiting | null {
  const { task } = seat
  if (seat.timer !== null) clearTimeout(seat.timer)
  seat.timer = null
  seat.task = null
  return task
}

function settle(task: Waiting | null, answer: ReadingAnswer): void {
  if (answer.ok) task?.resolve({ mail: answer.mail, contents: answer.contents })
  else task?.reject(new UnreadableMail(answer.code, answer.reason))
}

function faultOf(error: NodeJS.ErrnoException, memoryMb: number): UnreadableMail {
  if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return new UnreadableMail('out-of-memory', `Reading this mail needed more than ${memoryMb} MB and was stopped.`)
  }
  return new UnreadableMail(
    'parser-fault',
    `Løfte could not read this mail because of a fault of its own (${error.message}).`,
  )
}
