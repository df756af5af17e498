import type { SMTPServerDataStream } from 'smtp-server'

/** What became of one DATA: the whole mail, or why there is none. */
export type TakenData =
  | { state: 'whole'; raw: Uint8Array }
  | { state: 'too-large' }
  | { state: 'no-room' }
  /** The peer hung up, broke the protocol or took too long: there is nobody to answer and nothing to store. */
  | { state: 'broken-off' }

/** Memory that mails on their way in hold together, shared by all connections of a listener. */
export interface ByteBudget {
  used: number
  readonly limit: number
}

/**
 * Reads one DATA to its end. Beyond `maxBytes`, or when the budget of the listener is spent, it goes on reading
 * without keeping anything, because a sender only listens for the answer once it has sent everything.
 * The budget taken is given back by `release`, to be called when the mail has been handed on or refused.
 */
export function takeData(
  stream: SMTPServerDataStream,
  maxBytes: number,
  budget: ByteBudget,
): { taken: Promise<TakenData>; release: () => void } {
  let chunks: Uint8Array[] = []
  let held = 0
  let dropped: 'too-large' | 'no-room' | null = null
  const release = () => {
    budget.used -= held
    held = 0
    chunks = []
  }
  const taken = new Promise<TakenData>((resolve) => {
    stream.on('data', (chunk: Buffer) => {
      if (dropped) return
      if (held + chunk.length > maxBytes) dropped = 'too-large'
      else if (budget.used + chunk.length > budget.limit) dropped = 'no-room'
      if (dropped) return release()
      chunks.push(chunk)
      held += chunk.length
      budget.used += chunk.length
    })
    stream.on('end', () => resolve(dropped ? { state: dropped } : { state: 'whole', raw: Buffer.concat(chunks) }))
    stream.on('error', () => resolve({ state: 'broken-off' }))
    // After 'end' this changes nothing: a promise settles once.
    stream.on('close', () => resolve({ state: 'broken-off' }))
  })
  return { taken, release }
}
