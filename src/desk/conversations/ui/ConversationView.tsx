import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { useAct } from '../../../web/kit/queries.ts'
import { NotFetched } from '../../../web/kit/Says.tsx'
import { Skeletons } from '../../../web/kit/Skeletons.tsx'
import { useShortcut } from '../../../web/kit/shortcuts.ts'
import { useTexts } from '../../../web/kit/texts.ts'
import { toast } from '../../../web/kit/toast.tsx'
import { type ConversationDetail, conversationsApi, type Message } from '../contract.ts'
import { asks } from './answers.ts'
import { Composer } from './Composer.tsx'
import { ConversationHead } from './ConversationHead.tsx'
import classes from './ConversationView.module.css'
import type { MessageActs } from './MessageCard.tsx'
import { useSelf } from './self.ts'
import { takeBack } from './send.ts'
import { Thread } from './Thread.tsx'
import { texts } from './texts.ts'
import { useConversationActs } from './use-conversation-acts.ts'
import { Warnings } from './Warnings.tsx'
import { changeWriting } from './writing.ts'

interface Ways {
  /** One pane at a time: the way back stands in the head. */
  alone: boolean
  customerShown: boolean
  hrefOf: (id: string) => string
  onBack: () => void
  onDone: () => void
  onCustomer: () => void
  onUnfoldList?: () => void
}

/** A conversation, open: its head, all that has been said, and the place to answer. */
export function ConversationView({ id, ...ways }: { id: string } & Ways) {
  const t = useTexts(texts)
  const see = useQuery(asks.see(id))
  useShortcut('u', ways.onBack, t('back'))
  useShortcut('Escape', ways.onBack, t('back'))
  if (see.data) return <Opened key={id} conversation={see.data} {...ways} />
  return (
    <section className={classes.view} aria-label={t('conversation')}>
      {see.error ? <NotFetched refused={see.error} onAgain={() => void see.refetch()} /> : <Skeletons rows={5} />}
    </section>
  )
}

function Opened({
  conversation,
  alone,
  customerShown,
  hrefOf,
  onBack,
  onDone,
  onCustomer,
  onUnfoldList,
}: { conversation: ConversationDetail } & Ways) {
  const t = useTexts(texts)
  const client = useQueryClient()
  const me = useSelf()
  const { id } = conversation
  const list = useInfiniteQuery(asks.messages(id))
  const history = useQuery(asks.history(id))
  const messages = useMemo(() => list.data?.pages.flatMap((page) => page.items as Message[]), [list.data])
  const acts = useConversationActs(conversation, onDone)
  const mayWrite = me.may('conversation.write')

  // The newest messages come last, so all pages are needed before anything is shown.
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])

  const seen = useRef<string | null>(null)
  const onSeen = useCallback((messageId: string) => {
    seen.current = messageId
  }, [])
  const letIn = useAct(conversationsApi.addParticipant, {
    stale: [conversationsApi.see, conversationsApi.messages],
    onDone: (_, { body }) => toast(t('letInDone', { address: body?.email ?? '' })),
  })
  const latest = useRef({ conversation, me, letIn })
  latest.current = { conversation, me, letIn }
  const messageActs = useMemo<MessageActs>(
    () => ({
      mayWrite,
      onForward: (message) => changeWriting(id, { open: true, mode: 'forward', forwardOf: message.id, caret: 'to' }),
      onTakeBack: (message) => void takeBack({ client, resolve: false, ...latest.current }, message),
      onLetIn: ({ author }) =>
        author.address &&
        latest.current.letIn.mutate({ params: { id }, body: { email: author.address, name: author.name } }),
    }),
    [client, id, mayWrite],
  )
  const whole = messages !== undefined && !hasNextPage
  return (
    <section className={classes.view} aria-labelledby="conversation-subject">
      <ConversationHead
        conversation={conversation}
        acts={acts}
        customerShown={customerShown}
        onBack={alone ? onBack : undefined}
        onUnfoldList={onUnfoldList}
        onCustomer={onCustomer}
      />
      <Warnings conversation={conversation} hrefOf={hrefOf} mayWrite={mayWrite} />
      {list.error && !messages && <NotFetched refused={list.error} onAgain={() => void list.refetch()} />}
      {whole ? (
        <Thread messages={messages} events={history.data?.items ?? []} acts={messageActs} onSeen={onSeen} />
      ) : (
        <div className={classes.coming}>{!list.error && <Skeletons rows={4} />}</div>
      )}
      <Composer
        conversation={conversation}
        messages={messages ?? []}
        basedOn={() => seen.current}
        onLook={() => void list.refetch()}
      />
    </section>
  )
}
