import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import { keyOf, pagesOf, queryOf } from '../../../web/kit/queries.ts'
import { type Conversation, type ConversationDetail, conversationsApi, type Message } from '../contract.ts'

/** How the browser keeps one conversation: the same questions everywhere, so that what was prefetched is found again. */
export const asks = {
  see: (id: string) => queryOf(conversationsApi.see, { params: { id } }),
  messages: (id: string) => pagesOf(conversationsApi.messages, { params: { id }, query: { limit: 200 } }),
  history: (id: string) => queryOf(conversationsApi.history, { params: { id } }),
}

/** Fetches all that opening a conversation will need, so that it opens at once. */
export function prefetchConversation(client: QueryClient, id: string): void {
  void client.prefetchQuery(asks.see(id))
  void client.prefetchInfiniteQuery(asks.messages(id))
  void client.prefetchQuery(asks.history(id))
}

type Pages<T> = InfiniteData<{ items: T[] }>

/** Changes a conversation everywhere the browser holds it. Answers how to put back the fields it changed, and only those. */
export function patchConversation(client: QueryClient, id: string, change: Partial<Conversation>): () => void {
  const fields = Object.keys(change) as (keyof Conversation)[]
  const before: Partial<Conversation>[] = []
  const patch = <T extends Conversation>(each: T): T => {
    if (each.id !== id) return each
    before.push(Object.fromEntries(fields.map((field) => [field, each[field]])))
    return { ...each, ...change }
  }
  client.setQueriesData<Pages<Conversation>>({ queryKey: keyOf(conversationsApi.list) }, (data) =>
    data?.pages ? { ...data, pages: data.pages.map((page) => ({ ...page, items: page.items.map(patch) })) } : data,
  )
  client.setQueryData<ConversationDetail>(asks.see(id).queryKey, (data) => data && patch(data))
  const [first] = before
  return () => {
    if (first) patchConversation(client, id, first)
  }
}

/** Changes the messages of a conversation as the browser holds them; nothing when it holds none. */
function changeMessages(client: QueryClient, id: string, change: (items: Message[], last: boolean) => Message[]): void {
  client.setQueryData(asks.messages(id).queryKey, (data) => {
    if (!data) return data
    const end = data.pages.length - 1
    return { ...data, pages: data.pages.map((page, at) => ({ ...page, items: change(page.items, at === end) })) }
  })
}

/** Shows a message before the desk has it; its id begins so. */
const notYet = 'not-yet:'
export const isNotYet = (message: Pick<Message, 'id'>): boolean => message.id.startsWith(notYet)
export const notYetId = (key: string): string => notYet + key

/** Puts a message last, or in the place of `instead`; never twice, since the live stream may have been quicker. */
export function putMessage(client: QueryClient, message: Message, instead?: string): void {
  changeMessages(client, message.conversationId, (items, last) => {
    const others = items.filter(({ id }) => id !== message.id && id !== instead)
    return last ? [...others, message] : others
  })
}

export function dropMessage(client: QueryClient, conversationId: string, messageId: string): void {
  changeMessages(client, conversationId, (items) => items.filter(({ id }) => id !== messageId))
}
