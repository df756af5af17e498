import type { Query, QueryClient } from '@tanstack/react-query'
import type { Endpoint } from '../../core/contract.ts'

/** One thing that happened, as `/api/v1/live` tells it: ids and plain facts, never words of people. */
export interface LiveMessage {
  id: string
  type: string
  at: string
  actorId: string | null
  inboxId: string | null
  conversationId: string | null
  customerId: string | null
  data: unknown
}

/** Lists that an event makes stale, by the beginning of its type: `{ 'conversation.': [conversationsApi.list] }`. */
export type Hears = Readonly<Record<string, readonly Endpoint[]>>

/** Bursts (an import, a bulk change) become one fetch. */
const gatherMs = 120

/**
 * True when an answer under `key` (see queries.ts) may be changed by `message`: it was asked for with one of the
 * message's ids, or is a list that hears this type.
 */
export function isStale(key: readonly unknown[], message: LiveMessage, hears: Hears): boolean {
  const [path, params] = key
  const ids = [message.conversationId, message.customerId, message.inboxId, ...idsIn(message.data)].filter(Boolean)
  const asked = params && typeof params === 'object' ? Object.values(params) : []
  if (asked.some((value) => ids.includes(value as string))) return true
  return Object.entries(hears).some(
    ([start, endpoints]) => message.type.startsWith(start) && endpoints.some((endpoint) => endpoint.path === path),
  )
}

const idsIn = (data: unknown): string[] =>
  data && typeof data === 'object' ? Object.values(data).filter((value) => typeof value === 'string') : []

/** Opens this tab's one stream and keeps the page's answers fresh by it. The browser reconnects by itself. */
export function startLive(answers: QueryClient, hears: Hears): () => void {
  const source = new EventSource('/api/v1/live')
  const seen = new Set<string>()
  let gathered: LiveMessage[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  source.onmessage = (event) => {
    const message = JSON.parse(event.data as string) as LiveMessage
    // Catching up may tell an event twice.
    if (seen.has(message.id)) return
    seen.add(message.id)
    if (seen.size > 2_000) seen.delete(seen.values().next().value as string)
    gathered.push(message)
    timer ??= setTimeout(() => {
      const batch = gathered
      gathered = []
      timer = undefined
      void refresh(answers, ({ queryKey }) => batch.some((each) => isStale(queryKey, each, hears)))
    }, gatherMs)
  }
  source.addEventListener('anew', () => void refresh(answers, () => true))
  // What the page fetched before it began to listen may have changed in between, and nobody would tell.
  source.addEventListener('from', () => void refresh(answers, () => true))
  return () => {
    clearTimeout(timer)
    source.close()
  }
}

/**
 * Fetches anew what may have changed. The library joins a first fetch that is still under way instead of starting another,
 * but that one may have been answered before the change: it is asked once more when it is here.
 */
async function refresh(answers: QueryClient, predicate: (query: Query) => boolean): Promise<void> {
  const first = answers
    .getQueryCache()
    .findAll({ predicate, fetchStatus: 'fetching' })
    .filter(({ state }) => state.data === undefined)
  await answers.invalidateQueries({ predicate })
  if (first.length > 0) await answers.invalidateQueries({ predicate: (query) => first.includes(query) })
}
