import { useShortcut } from '../../../web/kit/shortcuts.ts'
import { useTexts } from '../../../web/kit/texts.ts'
import type { Conversation, ConversationDetail, Status } from '../contract.ts'
import { usePeople, useSelf } from './self.ts'
import { texts } from './texts.ts'
import { useChange } from './use-change.ts'

export interface ConversationActs {
  resolve: () => void
  reopen: () => void
  setStatus: (status: Status) => void
  setPriority: (priority: Conversation['priority']) => void
  assign: (userId: string | null) => void
}

const said = {
  resolved: 'resolvedToast',
  spam: 'spamToast',
  waiting: 'waitingToast',
  open: 'reopened',
  new: 'reopened',
} as const

/** What can be done with an open conversation, and the keys that do it. `onDone` is told when it is off the desk. */
export function useConversationActs(conversation: ConversationDetail, onDone: () => void): ConversationActs {
  const t = useTexts(texts)
  const change = useChange()
  const { id: me, may } = useSelf()
  const { nameOf } = usePeople()
  const mayWrite = may('conversation.write')

  const setStatus = (status: Status) => {
    if (status === conversation.status) return
    // Where to go on is asked before the row leaves its place.
    if (status === 'resolved' || status === 'spam') onDone()
    change(conversation, { status }, t(said[status]))
  }
  const assign = (userId: string | null) => {
    if (userId === conversation.assigneeId) return
    const words =
      userId === null
        ? t('unassigned')
        : userId === me
          ? t('assignedToYou')
          : t('assignedTo', { name: nameOf(userId) ?? t('someone') })
    change(conversation, { assigneeId: userId }, words)
  }
  const acts: ConversationActs = {
    resolve: () => setStatus('resolved'),
    reopen: () => setStatus('open'),
    setStatus,
    setPriority: (priority) => priority !== conversation.priority && change(conversation, { priority }),
    assign,
  }
  useShortcut('e', acts.resolve, t('resolveIt'), mayWrite)
  useShortcut('i', () => assign(me), t('assignToMe'), mayWrite)
  return acts
}
