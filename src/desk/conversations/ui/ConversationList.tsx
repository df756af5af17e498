import { IconArrowUp } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { pagesOf } from '../../../web/kit/queries.ts'
import { NotFetched } from '../../../web/kit/Says.tsx'
import { Skeletons } from '../../../web/kit/Skeletons.tsx'
import { useShortcut } from '../../../web/kit/shortcuts.ts'
import { useTexts } from '../../../web/kit/texts.ts'
import { type Conversation, conversationsApi } from '../contract.ts'
import { prefetchConversation } from './answers.ts'
import classes from './ConversationList.module.css'
import { ConversationRow } from './ConversationRow.tsx'
import { type Asks, neighbour } from './fits-view.ts'
import { ListEmpty, type ListKind } from './ListEmpty.tsx'
import { ListHead } from './ListHead.tsx'
import { NewMail } from './NewMail.tsx'
import { usePeople, useSelf } from './self.ts'
import { texts } from './texts.ts'
import { useShownRows } from './use-shown-rows.ts'
import { useSteadyScroll } from './use-steady-scroll.ts'

const rowHeight = 64
const noRows: readonly never[] = []

/**
 * The conversations of a view. J and K go through it (and open, when one is open beside it); it fetches on as it is
 * scrolled; what comes in by itself never moves what is looked at.
 */
export function ConversationList({
  kind,
  title,
  asks,
  words,
  openId,
  hrefOf,
  onOpen,
  onWords,
  onFold,
  onStep,
}: {
  kind: ListKind
  title: string
  asks: Asks
  /** What is searched for within the view. */
  words: string
  openId: string | null
  hrefOf: (id: string) => string
  onOpen: (id: string) => void
  onWords: (words: string) => void
  onFold?: () => void
  /** Hands out how to find the neighbour of the open conversation, for going on after it is solved. */
  onStep?: (step: (by: number) => string | null) => void
}) {
  const t = useTexts(texts)
  const client = useQueryClient()
  const self = useSelf()
  const { nameOf } = usePeople()
  const scroller = useRef<HTMLDivElement>(null)
  const asked = useMemo(() => ({ ...asks, ...(words ? { q: words } : {}) }), [asks, words])
  const view = JSON.stringify(asked)
  const list = useInfiniteQuery({
    ...pagesOf(conversationsApi.list, { query: asked }),
    // While a search is being typed the rows of the last one stay; another view starts from its own.
    placeholderData: words ? keepPreviousData : undefined,
  })
  const items = useMemo(() => list.data?.pages.flatMap((page) => page.items as Conversation[]), [list.data])
  const { rows, leaving } = useShownRows(items, asks, self.id)
  const ids = useStable(rows.map(({ id }) => id))
  const { above, seen } = useSteadyScroll(scroller, ids, rowHeight, view)
  const [at, setAt] = useState<string | null>(openId)
  const lastIndex = useRef(0)
  const here = openId ?? at
  const hereIndex = here === null ? -1 : ids.indexOf(here)
  if (hereIndex >= 0) lastIndex.current = hereIndex

  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 8,
  })
  const shown = virtual.getVirtualItems()
  const end = shown.at(-1)?.index ?? 0
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list
  useEffect(() => {
    if (end >= rows.length - 12 && hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [end, rows.length, hasNextPage, isFetchingNextPage, fetchNextPage])

  const near = useCallback((id: string) => prefetchConversation(client, id), [client])
  const step = useCallback(
    (by: number) =>
      neighbour(
        ids.filter((id) => id === here || !leaving.has(id)),
        here,
        by,
        lastIndex.current,
      ),
    [ids, here, leaving],
  )
  useEffect(() => onStep?.(step), [onStep, step])
  // The next one is most likely opened next.
  useEffect(() => {
    const next = openId ? step(1) : null
    if (next) near(next)
  }, [openId, step, near])

  const go = (by: number) => {
    const next = step(by)
    if (next === null) return
    setAt(next)
    virtual.scrollToIndex(ids.indexOf(next))
    if (openId) onOpen(next)
    else {
      near(next)
      requestAnimationFrame(() => focusRow(scroller.current, next))
    }
  }
  useShortcut('j', () => go(1), t('next'))
  useShortcut('k', () => go(-1), t('previous'))
  useShortcut('o', () => here && onOpen(here), t('open'))

  const stop = hereIndex >= 0 ? here : (ids[0] ?? null)
  return (
    <section className={classes.list} aria-label={title}>
      <ListHead title={title} words={words} onWords={onWords} onFold={onFold} />
      <NewMail items={items ?? noRows} view={view} />
      {above > 0 && (
        <button
          type="button"
          className={classes.above}
          onClick={() => {
            seen()
            scroller.current?.scrollTo({ top: 0 })
          }}
        >
          <IconArrowUp size={14} stroke={2} aria-hidden="true" />
          {above === 1 ? t('oneNew') : t('manyNew', { count: above })}
        </button>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys move between the links inside */}
      <div
        ref={scroller}
        className={classes.scroller}
        onScroll={(event) => event.currentTarget.scrollTop <= 1 && above > 0 && seen()}
        onKeyDown={(event) => {
          const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
          if (by === 0) return
          event.preventDefault()
          go(by)
        }}
      >
        {list.error && !items && <NotFetched refused={list.error} onAgain={() => void list.refetch()} />}
        {list.isPending && <Skeletons rows={8} />}
        {items && rows.length === 0 && !list.isFetching && <ListEmpty kind={kind} words={words} />}
        {rows.length > 0 && (
          <ul className={classes.rows} style={{ height: `${virtual.getTotalSize()}px` }}>
            {shown.map(({ index, key, start }) => {
              const conversation = rows[index]
              if (!conversation) return null
              const { id } = conversation
              return (
                <li
                  key={key}
                  className={classes.place}
                  style={{ height: `${rowHeight}px`, transform: `translateY(${start}px)` }}
                  aria-setsize={hasNextPage ? -1 : rows.length}
                  aria-posinset={index + 1}
                >
                  <ConversationRow
                    conversation={conversation}
                    href={hrefOf(id)}
                    current={id === openId}
                    stop={id === stop}
                    leaving={leaving.has(id)}
                    assignee={nameOf(conversation.assigneeId)}
                    onOpen={onOpen}
                    onNear={near}
                    onFocus={setAt}
                  />
                </li>
              )
            })}
          </ul>
        )}
      </div>
    </section>
  )
}

const focusRow = (list: HTMLElement | null, id: string) =>
  list?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`)?.focus({ preventScroll: true })

/** The same array as long as it holds the same ids, so that what depends on them rests. */
function useStable(ids: readonly string[]): readonly string[] {
  const kept = useRef(ids)
  if (kept.current.length !== ids.length || kept.current.some((id, at) => id !== ids[at])) kept.current = ids
  return kept.current
}
