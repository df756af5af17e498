import { useQueryClient } from '@tanstack/react-query'
import type { BodyOf } from '../../../core/contract.ts'
import { call, Refused } from '../../../web/kit/call.ts'
import { toast, toastRefusal } from '../../../web/kit/toast.tsx'
import { type Conversation, conversationsApi } from '../contract.ts'
import { asks, patchConversation } from './answers.ts'

type Changes = Pick<
  BodyOf<typeof conversationsApi.change>,
  'status' | 'assigneeId' | 'priority' | 'clearFlags' | 'language'
>

/**
 * Changes a conversation: on screen at once, then at the desk. Refused, it is put back and the reason told. `said` is told
 * when it has been done, with a way back.
 */
export function useChange(): (conversation: Conversation, change: Changes, said?: string) => void {
  const client = useQueryClient()
  const change = async (conversation: Conversation, { clearFlags, ...fields }: Changes, said?: string) => {
    const { id, flags } = conversation
    const cleared = clearFlags ? { flags: flags.filter((flag) => !clearFlags.includes(flag as never)) } : {}
    const putBack = patchConversation(client, id, { ...fields, ...cleared })
    try {
      const answer = await call(conversationsApi.change, { params: { id }, body: { ...fields, clearFlags } })
      const { participants, links, ...listed } = answer
      patchConversation(client, id, listed)
      client.setQueryData(asks.see(id).queryKey, answer)
    } catch (error) {
      putBack()
      if (!(error instanceof Refused)) throw error
      toastRefusal(error)
      return
    }
    if (!said) return
    const before = Object.fromEntries(
      Object.keys(fields).map((field) => [field, conversation[field as keyof Conversation]]),
    )
    toast(said, { undo: () => void change(conversation, before) })
  }
  return (...given) => void change(...given)
}
