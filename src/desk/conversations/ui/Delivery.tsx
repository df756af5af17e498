import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { now, useNow } from '../../../web/kit/clock.ts'
import { StateChip } from '../../../web/kit/StateChip.tsx'
import { useLanguage, useTexts } from '../../../web/kit/texts.ts'
import { timeWords } from '../../../web/kit/time-words.ts'
import type { Message } from '../contract.ts'
import { isNotYet } from './answers.ts'
import { deliveryKind, deliveryTones } from './delivery-state.ts'
import classes from './MessageCard.module.css'
import { texts } from './texts.ts'

/** How far a message of ours has come, in words, and the way back while there is one. */
export function Delivery({ message, onTakeBack }: { message: Message; onTakeBack?: () => void }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const slow = useNow()
  const { delivery } = message
  const moment = useSeconds(delivery?.undoUntil ?? null) ?? slow
  if (!delivery) return null
  const { kind, until } = deliveryKind(delivery, moment)
  const words = isNotYet(message)
    ? t('sending')
    : kind === 'undoable'
      ? t('undoable', { seconds: Math.max(1, Math.ceil(((until ?? 0) - moment) / 1000)) })
      : kind === 'later'
        ? t('later', { time: timeWords(until ?? 0, moment, language, t('justNow')) })
        : t(kind)
  const troubled = kind === 'failed' || kind === 'bounced'
  return (
    <div className={classes.delivery} data-kind={kind}>
      <StateChip tone={isNotYet(message) ? 'plain' : deliveryTones[kind]}>
        <span className="tabular">{words}</span>
      </StateChip>
      {delivery.detail && (troubled || kind === 'queued') && <span className={classes.detail}>{delivery.detail}</span>}
      {troubled && (
        <a className={classes.more} href="/outgoing">
          {t('seeOutgoing')}
        </a>
      )}
      {until !== null && onTakeBack && (
        <Button variant="subtle" size="compact-sm" onClick={onTakeBack}>
          {kind === 'later' ? t('dontSend') : t('takeBack')}
        </Button>
      )}
    </div>
  )
}

/** The moment each second until `end`, for a count-down; null once it has passed. */
function useSeconds(end: string | null): number | null {
  const last = end === null ? 0 : Date.parse(end)
  const [moment, setMoment] = useState(now)
  useEffect(() => {
    if (last <= now()) return
    const timer = setInterval(() => {
      setMoment(now())
      if (last <= now()) clearInterval(timer)
    }, 1000)
    return () => clearInterval(timer)
  }, [last])
  return moment < last ? moment : null
}
