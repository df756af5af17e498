import { IconArrowDown, IconChevronRight } from '@tabler/icons-react'
import { useCallback, useMemo, useState } from 'react'
import { useNow } from '../../../web/kit/clock.ts'
import { useLanguage, useTexts } from '../../../web/kit/texts.ts'
import { dayWords } from '../../../web/kit/time-words.ts'
import type { Message } from '../contract.ts'
import { EventLine } from './EventLine.tsx'
import { type MessageActs, MessageCard } from './MessageCard.tsx'
import classes from './Thread.module.css'
import { texts } from './texts.ts'
import { type Day, foldedDays, groupByDay, type TimelineEvent, timeline } from './timeline.ts'
import { useNewestInSight } from './use-newest-in-sight.ts'

/** All that has been said, newest in sight, older days folded; between the words, small, what else happened. */
export function Thread({
  messages,
  events,
  acts,
  onSeen,
}: {
  messages: readonly Message[]
  events: readonly TimelineEvent[]
  acts: MessageActs
  /** The last message has been on screen. */
  onSeen: (messageId: string) => void
}) {
  const t = useTexts(texts)
  const days = useMemo(() => groupByDay(timeline(messages, events)), [messages, events])
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set())
  const unfold = useCallback((date: string) => setUnfolded((before) => new Set(before).add(date)), [])
  // Folding is decided once: a day must not close while somebody reads it because another message came.
  const [firstOpen] = useState(() => days[foldedDays(days)]?.date ?? '')
  const newest = messages.at(-1)?.id ?? ''
  const { scroller, content, below, toNewest } = useNewestInSight(newest, onSeen)
  return (
    <div className={classes.thread}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section ref={scroller} className={classes.scroller} aria-label={t('messages')} tabIndex={0}>
        <div ref={content} className={classes.column}>
          {days.map((day) =>
            day.date < firstOpen && !unfolded.has(day.date) ? (
              <FoldedDay key={day.date} day={day} onUnfold={unfold} />
            ) : (
              <section key={day.date} className={classes.day}>
                <DayHeading at={day.at} />
                <ol className={classes.entries}>
                  {day.entries.map((entry) =>
                    entry.kind === 'message' ? (
                      <MessageCard key={entry.message.id} message={entry.message} acts={acts} />
                    ) : (
                      <EventLine key={entry.event.id} event={entry.event} />
                    ),
                  )}
                </ol>
              </section>
            ),
          )}
        </div>
      </section>
      {below && (
        <button type="button" className={classes.below} onClick={toNewest}>
          <IconArrowDown size={14} stroke={2} aria-hidden="true" />
          {t('toNewest')}
        </button>
      )}
    </div>
  )
}

function useDayName(at: number): string {
  const t = useTexts(texts)
  const language = useLanguage()
  const now = useNow()
  const day = (moment: number) => dayWords(moment, now, language)
  if (day(at) === day(now)) return t('today')
  return day(at) === day(now - 86_400_000) ? t('yesterday') : day(at)
}

function DayHeading({ at }: { at: number }) {
  return (
    <h2 className={classes.heading}>
      <span>{useDayName(at)}</span>
    </h2>
  )
}

function FoldedDay({ day: { date, at, messageCount }, onUnfold }: { day: Day; onUnfold: (date: string) => void }) {
  const t = useTexts(texts)
  const day = useDayName(at)
  if (messageCount === 0) return null
  return (
    <button type="button" className={classes.folded} onClick={() => onUnfold(date)} aria-expanded={false}>
      <IconChevronRight size={16} stroke={1.75} aria-hidden="true" />
      {messageCount === 1 ? t('foldedDayOne', { day }) : t('foldedDay', { day, count: messageCount })}
    </button>
  )
}
