import { parentPort } from 'node:worker_threads'
import { UnreadableMail } from '../parsed-mail.ts'
import { readMail } from './read-mail.ts'
import type { ReadingAnswer, ReadingTask } from './reading-pool.ts'

// Started by reading-pool.ts only: one task at a time comes in, one answer goes out.
parentPort?.on('message', ({ raw }: ReadingTask) => {
  const answer = answerFor(raw)
  const own = answer.ok ? answer.contents.map((bytes) => bytes.buffer as ArrayBuffer) : []
  parentPort?.postMessage(answer, own)
})
parentPort?.postMessage('ready')

function answerFor(raw: Uint8Array): ReadingAnswer {
  try {
    const { mail, contents } = readMail(raw)
    // Handed over, not copied, to the other thread; a view of the raw mail or of Node's pool must be copied first.
    return { ok: true, mail, contents: contents.map((bytes) => new Uint8Array(bytes)) }
  } catch (error) {
    if (error instanceof UnreadableMail) return { ok: false, code: error.code, reason: error.message }
    const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    return {
      ok: false,
      code: 'parser-fault',
      reason: `Løfte could not read this mail because of a fault of its own (${detail.slice(0, 200)}).`,
    }
  }
}
