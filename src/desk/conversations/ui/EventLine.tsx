import { useNow } from '../../../web/kit/clock.ts'
import { type Say, useLanguage, useTexts } from '../../../web/kit/texts.ts'
import { clockWords, exactWords, timeWords } from '../../../web/kit/time-words.ts'
import { priorities, statuses } from '../contract.ts'
import { useInboxes, usePeople } from './self.ts'
import { statusWords } from './state-words.ts'
import classes from './Thread.module.css'
import { texts } from './texts.ts'
import { changesOf, type TimelineEvent } from './timeline.ts'

interface Names {
  who: string
  actorId: string | null
  person: (id: string) => string
  inbox: (id: string) => string
  moment: (at: string) => string
}

/** What happened between two messages, small and grey: who, what, when. */
export function EventLine({ event }: { event: TimelineEvent }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const now = useNow()
  const { nameOf } = usePeople()
  const { inboxes } = useInboxes()
  const at = Date.parse(event.at)
  const names: Names = {
    who: event.actor.name || (event.actor.type === 'system' ? 'Løfte' : t('someone')),
    actorId: event.actor.id,
    person: (id) => nameOf(id) ?? t('someone'),
    inbox: (id) => inboxes.find((each) => each.id === id)?.name ?? t('otherInbox'),
    moment: (moment) => timeWords(Date.parse(moment), now, language, t('justNow')),
  }
  return (
    <li className={classes.event}>
      <span>{sentences(t, event, names).join(' · ')}</span>
      <time className="tabular" dateTime={event.at} title={exactWords(at, language)}>
        {clockWords(at, language)}
      </time>
    </li>
  )
}

function sentences(t: Say<typeof texts>, event: TimelineEvent, names: Names): string[] {
  const { who } = names
  switch (event.type) {
    case 'message.withdrawn':
      return [t('eventWithdrawn', { who })]
    case 'participant.added':
      return [t('eventParticipantAdded', { who })]
    case 'participant.removed':
      return [t('eventParticipantRemoved', { who })]
    case 'conversation.changed':
      return changesOf(event).map(([field, value]) => changed(t, field, value, names))
    default:
      // A slice built later tells its own; until it has words here, its plain name is better than silence.
      return [`${who}: ${event.type}`]
  }
}

function changed(
  t: Say<typeof texts>,
  field: string,
  value: unknown,
  { who, actorId, person, inbox, moment }: Names,
): string {
  if (field === 'status') {
    const status = statuses.find((each) => each === value) ?? 'open'
    return t('eventStatus', { who, status: t(statusWords[status]).toLocaleLowerCase() })
  }
  if (field === 'assigneeId') {
    if (typeof value !== 'string') return t('eventUnassigned', { who })
    return value === actorId ? t('eventTook', { who }) : t('eventAssigned', { who, name: person(value) })
  }
  if (field === 'priority') {
    const priority = priorities.find((each) => each === value) ?? 'normal'
    return t('eventPriority', { who, priority: t(priority).toLocaleLowerCase() })
  }
  if (field === 'inboxId') return t('eventInbox', { who, inbox: inbox(String(value)) })
  if (field === 'subject') return t('eventSubject', { who })
  if (field === 'language') return t('eventLanguage', { who })
  if (field === 'snoozedUntil')
    return typeof value === 'string' ? t('eventSnoozed', { who, time: moment(value) }) : t('eventWoken', { who })
  return t('eventTags', { who })
}
