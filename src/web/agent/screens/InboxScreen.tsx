import { ActionIcon } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconLayoutSidebarLeftExpand } from '@tabler/icons-react'
import { useLocation, useParams, useRouter, useSearch } from '@tanstack/react-router'
import { Suspense, useCallback, useEffect, useRef } from 'react'
import { ConversationList } from '../../../desk/conversations/ui/ConversationList.tsx'
import { texts as deskTexts } from '../../../desk/conversations/ui/texts.ts'
import { Empty } from '../../kit/Empty.tsx'
import { useTitle } from '../../kit/Page.tsx'
import { PaneEdge } from '../../kit/PaneEdge.tsx'
import { remembered, useRemembered } from '../../kit/remembered.ts'
import { Skeletons } from '../../kit/Skeletons.tsx'
import { useShortcut } from '../../kit/shortcuts.ts'
import { useTexts } from '../../kit/texts.ts'
import { views } from '../places.ts'
import { texts } from '../words/texts.ts'
import classes from './InboxScreen.module.css'
import { ConversationView, CustomerPanel, fetchReading, NewConversation } from './reading.ts'

interface InboxSearch {
  view?: keyof typeof views
  new?: true
  q?: string
}

const listWidths = { usual: 376, least: 280, most: 560 }
const customerWidths = { usual: 296, least: 240, most: 440 }
const listWidth = remembered('list-width', listWidths.usual)
const customerWidth = remembered('customer-width', customerWidths.usual)
const listFolded = remembered('list-folded', false)
const customerFolded = remembered('customer-folded', false)

/** Where the pane of the customer is named in the address: on a narrow screen it is a step one can go back from. */
const customerHash = 'customer'
const atOnce = { getInitialValueInEffect: false }

/** The desk: list, conversation, customer. Beside each other where there is room, one at a time on a phone. */
export function InboxScreen() {
  const t = useTexts(texts)
  const d = useTexts(deskTexts)
  const router = useRouter()
  const { id = null } = useParams({ strict: false }) as { id?: string }
  const search = useSearch({ strict: false }) as InboxSearch
  const view = search.view ?? 'inbox'
  const alone = useMediaQuery('(max-width: 48em)', false, atOnce)
  const roomForThree = useMediaQuery('(min-width: 75em)', true, atOnce)
  const [width, setWidth] = useRemembered(listWidth)
  const [customer, setCustomer] = useRemembered(customerWidth)
  const [folded, setFolded] = useRemembered(listFolded)
  const [noCustomer, setNoCustomer] = useRemembered(customerFolded)
  const hash = useLocation({ select: ({ hash: named }) => named })
  const overlay = !roomForThree && hash === customerHash
  const customerShown = id !== null && (roomForThree ? !noCustomer : overlay)

  /** Goes to a conversation, or to the list alone, with the search changed and everything else of it kept. */
  const go = useCallback(
    (to: string | null, change: Partial<InboxSearch>, more: { replace?: boolean; hash?: string } = {}) => {
      const next = (before: InboxSearch) => ({ ...before, ...change })
      void (to === null
        ? router.navigate({ to: '/', search: next, ...more })
        : router.navigate({ to: '/conversations/$id', params: { id: to }, search: next, ...more }))
    },
    [router],
  )
  const open = useCallback((next: string) => go(next, { new: undefined }), [go])
  const back = useCallback(() => go(null, {}), [go])
  const find = useCallback((words: string) => go(id, { q: words || undefined }, { replace: true }), [go, id])
  const hrefOf = useCallback(
    (next: string) => router.buildLocation({ to: '/conversations/$id', params: { id: next }, search: true }).href,
    [router],
  )
  const toggleCustomer = () => {
    if (roomForThree) setNoCustomer(!noCustomer)
    else if (overlay) router.history.back()
    else go(id, {}, { hash: customerHash })
  }

  useShortcut('Escape', toggleCustomer, d('hideCustomer'), overlay)

  const step = useRef<(by: number) => string | null>(() => null)
  const keepStep = useCallback((next: (by: number) => string | null) => {
    step.current = next
  }, [])
  /** Done with one: on to the next in the list, or the one before when it was the last. On a phone back to the list. */
  const done = () => {
    const next = alone ? null : (step.current(1) ?? step.current(-1))
    if (next) open(next)
    else back()
  }

  // Alone, the list rests behind the conversation: it keeps its place and its fetched pages.
  const listShown = alone ? id === null : !folded || id === null
  const title = t(view)
  useTitle(title)
  useEffect(() => void fetchReading(), [])
  return (
    <div className={classes.desk} data-alone={alone || undefined}>
      <div className={classes.list} style={alone ? undefined : { width: `${width}px` }} hidden={!listShown}>
        <ConversationList
          kind={view}
          title={title}
          asks={views[view].asks}
          words={search.q ?? ''}
          openId={id}
          hrefOf={hrefOf}
          onOpen={open}
          onWords={find}
          onFold={alone || id === null ? undefined : () => setFolded(true)}
          onStep={keepStep}
        />
      </div>
      {listShown && !alone && (
        <PaneEdge label={d('listWidth')} side="before" width={width} {...listWidths} onWidth={setWidth} />
      )}
      <div className={classes.conversation} hidden={alone && id === null}>
        {id ? (
          <Suspense fallback={<Skeletons />}>
            <ConversationView
              id={id}
              alone={alone}
              customerShown={customerShown}
              hrefOf={hrefOf}
              onBack={back}
              onDone={done}
              onCustomer={toggleCustomer}
              onUnfoldList={folded && !alone ? () => setFolded(false) : undefined}
            />
          </Suspense>
        ) : (
          <div className={classes.nothing}>
            {folded && (
              <ActionIcon variant="subtle" onClick={() => setFolded(false)} aria-label={d('unfoldList')}>
                <IconLayoutSidebarLeftExpand size={18} stroke={1.5} />
              </ActionIcon>
            )}
            <Empty title={d('chooseOne')}>{d('chooseOneWords')}</Empty>
          </div>
        )}
      </div>
      {customerShown && id && (
        <>
          {roomForThree && (
            <PaneEdge
              label={d('customerWidth')}
              side="after"
              width={customer}
              {...customerWidths}
              onWidth={setCustomer}
            />
          )}
          <div
            className={classes.customer}
            data-over={overlay || undefined}
            style={overlay ? undefined : { width: `${customer}px` }}
          >
            <Suspense fallback={<Skeletons />}>
              <CustomerPanel id={id} hrefOf={hrefOf} onClose={toggleCustomer} />
            </Suspense>
          </div>
        </>
      )}
      {search.new && (
        <Suspense>
          <NewConversation opened onClose={() => go(id, { new: undefined })} onOpened={open} />
        </Suspense>
      )}
    </div>
  )
}
