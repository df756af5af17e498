import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'

export interface Agent {
  /** By the id of the message that the desk answered with: the words written. */
  replies: Map<string, string>
  /** Requests that got no answer or a 503, and were made again under the same key. */
  retries(): number
  /** Other answers than these: there should be none. */
  refused: string[]
  /** Answers what is still unanswered, then stops. */
  finish(): Promise<void>
}

/** An agent who answers every new conversation once, and holds on until the desk has said yes. */
export function startAgent(url: string, token: string): Agent {
  const replies = new Map<string, string>()
  const refused: string[] = []
  const seen = new Set<string>()
  let retries = 0
  let finishing = false

  // biome-ignore lint/suspicious/noExplicitAny: an outsider reads what it finds
  const ask = async (method: string, path: string, body?: unknown): Promise<any> => {
    const key = randomUUID()
    for (;;) {
      try {
        const response = await fetch(`${url}/api/v1${path}`, {
          method,
          headers: {
            authorization: `Bearer ${token}`,
            ...(body ? { 'content-type': 'application/json', 'idempotency-key': key } : {}),
          },
          ...(body ? { body: JSON.stringify(body) } : {}),
          signal: AbortSignal.timeout(20_000),
        })
        const answer = await response.json()
        if (response.ok) return answer
        if (response.status !== 503) {
          refused.push(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`)
          return null
        }
      } catch (error) {
        // The line broke: whether the desk has done it can't be known, so it is asked again under the same key.
        if (!(error instanceof Error)) throw error
      }
      retries++
      await pause(100)
    }
  }
  const answer = async (conversationId: string): Promise<void> => {
    const text = `Vi ser på det straks. Kvittering ${randomUUID()}.`
    const message = await ask('POST', `/conversations/${conversationId}/messages`, { kind: 'reply', text })
    if (message) replies.set(message.id, text)
  }
  const work = (async () => {
    for (;;) {
      const last = finishing
      const page = await ask('GET', '/conversations?status=new&sort=created&limit=100')
      const fresh = ((page?.items ?? []) as { id: string }[]).filter(({ id }) => !seen.has(id))
      for (let at = 0; at < fresh.length; at += 3) {
        const some = fresh.slice(at, at + 3)
        for (const { id } of some) seen.add(id)
        await Promise.all(some.map(({ id }) => answer(id)))
      }
      if (last && fresh.length === 0) return
      if (fresh.length === 0) await pause(100)
    }
  })()
  return {
    replies,
    refused,
    retries: () => retries,
    finish() {
      finishing = true
      return work
    },
  }
}
