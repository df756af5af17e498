import { type FocusEvent, memo } from 'react'
import { useNow } from '../../../web/kit/clock.ts'
import { Initials } from '../../../web/kit/Initials.tsx'
import { StateChip } from '../../../web/kit/StateChip.tsx'
import { useLanguage, useTexts } from '../../../web/kit/texts.ts'
import { exactWords } from '../../../web/kit/time-words.ts'
import type { Conversation } from '../contract.ts'
import classes from './ConversationRow.module.css'
import { StateMark } from './StateMark.tsx'
import { shortTime } from './short-time.ts'
import { firstFlag, lasted, statusWords } from './state-words.ts'
import { texts } from './texts.ts'

/** One conversation in the list: who and about what; their last words, and how long they have waited. */
export const ConversationRow = memo(function ConversationRow({
  conversation,
  href,
  current,
  stop,
  leaving,
  assignee,
  onOpen,
  onNear,
  onFocus,
}: {
  conversation: Conversation
  href: string
  current: boolean
  /** The one row that Tab stops at. */
  stop: boolean
  leaving: boolean
  assignee: string | null
  onOpen: (id: string) => void
  onNear: (id: string) => void
  onFocus: (id: string) => void
}) {
  const t = useTexts(texts)
  const language = useLanguage()
  const now = useNow()
  const { id, customer, subject, preview, status, flags, updatedAt, waitingSince, priority } = conversation
  const who = customer.name || customer.addresses[0] || t('someone')
  const flag = firstFlag(flags)
  const waited = waitingSince ? lasted(Date.parse(waitingSince), now) : null
  return (
    <a
      href={href}
      className={classes.row}
      data-id={id}
      data-new={status === 'new' || undefined}
      data-leaving={leaving || undefined}
      aria-current={current ? 'true' : undefined}
      tabIndex={stop ? 0 : -1}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
        event.preventDefault()
        onOpen(id)
      }}
      onPointerEnter={() => onNear(id)}
      onFocus={(event: FocusEvent) => {
        event.stopPropagation()
        onFocus(id)
      }}
    >
      <StateMark status={status} />
      <span className={classes.first}>
        <span className="unseen">{t(statusWords[status])}. </span>
        <span className={classes.who}>{who}</span>
        {(priority === 'high' || priority === 'urgent') && (
          <span className={classes.priority} title={t('priorityIs', { priority: t(priority) })}>
            <span aria-hidden="true">{priority === 'urgent' ? '!!' : '!'}</span>
            <span className="unseen">{t('priorityIs', { priority: t(priority) })}</span>
          </span>
        )}
        <span className={classes.subject}>{subject || t('noSubject')}</span>
        <time
          className={`${classes.time} tabular`}
          dateTime={updatedAt}
          title={exactWords(Date.parse(updatedAt), language)}
        >
          {shortTime(Date.parse(updatedAt), now, language)}
        </time>
      </span>
      <span className={classes.second}>
        <span className={classes.preview}>{preview}</span>
        {flag && <StateChip tone={flag.tone}>{t(flag.words)}</StateChip>}
        {waited && waitingSince && (
          <span
            className={`${classes.waits} tabular`}
            title={t('waitsSince', { time: exactWords(Date.parse(waitingSince), language) })}
          >
            {t('waits', { time: t(waited.key, { count: waited.count }) })}
          </span>
        )}
        {assignee && (
          <span title={t('assigneeIs', { name: assignee })}>
            <Initials name={assignee} us size="sm" />
            <span className="unseen">{t('assigneeIs', { name: assignee })}</span>
          </span>
        )}
      </span>
    </a>
  )
})
