import { Button } from '@mantine/core'
import { useState } from 'react'
import { Row } from '../../../web/kit/Page.tsx'
import { useAct } from '../../../web/kit/queries.ts'
import { StateChip } from '../../../web/kit/StateChip.tsx'
import { TimeAgo } from '../../../web/kit/TimeAgo.tsx'
import { useTexts } from '../../../web/kit/texts.ts'
import { toast } from '../../../web/kit/toast.tsx'
import { type Outgoing, postApi } from '../contract.ts'
import classes from './post.module.css'
import { canTryAgain, isSendingState, toneOf } from './sending.ts'
import { texts } from './texts.ts'

/** One mail: whom to, how far it has come, and what can be done about it. */
export function OutgoingRow({
  mail,
  hrefOf,
  onSource,
}: {
  mail: Outgoing
  hrefOf: (conversationId: string) => string
  onSource: () => void
}) {
  const t = useTexts(texts)
  const [open, setOpen] = useState(mail.state === 'failed' || mail.state === 'bounced')
  const again = useAct(postApi.sendAgain, {
    stale: [postApi.listOutgoing],
    onDone: () => toast(t('onItsWay')),
  })
  return (
    <Row>
      <div className={classes.mail}>
        <div className={classes.row}>
          <div className={classes.mail}>
            <div className={classes.subject}>{mail.subject || t('noSubject')}</div>
            <div className={classes.quiet}>
              {t(mail.kind)} · {t('to', { who: mail.to.join(', ') })}
            </div>
          </div>
          <div className={classes.side}>
            <StateChip tone={toneOf[mail.state]}>{t(mail.state)}</StateChip>
            <span className={classes.quiet}>
              <TimeAgo at={mail.sentAt ?? mail.at} />
            </span>
          </div>
        </div>
        {mail.detail && mail.state !== 'sent' && mail.state !== 'held' && (
          <div className={classes.reason}>{mail.detail}</div>
        )}
        {mail.perhapsTwice > 0 && <div className={classes.reason}>{t('perhapsTwice')}</div>}
        {open && <Recipients mail={mail} />}
        <div className={classes.buttons}>
          {canTryAgain(mail.state) && (
            <Button
              variant="subtle"
              size="compact-sm"
              loading={again.isPending}
              onClick={() => again.mutate({ params: { id: mail.id } })}
            >
              {t('tryAgain')}
            </Button>
          )}
          {mail.conversationId && (
            <Button component="a" href={hrefOf(mail.conversationId)} variant="subtle" c="dimmed" size="compact-sm">
              {t('conversation')}
            </Button>
          )}
          <Button variant="subtle" c="dimmed" size="compact-sm" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t('details')}
          </Button>
          <Button variant="subtle" c="dimmed" size="compact-sm" onClick={onSource}>
            {t('source')}
          </Button>
        </div>
      </div>
    </Row>
  )
}

function Recipients({ mail }: { mail: Outgoing }) {
  const t = useTexts(texts)
  return (
    <ul className={classes.people} aria-label={t('recipients')}>
      {mail.recipients.map(({ address, state, detail }) => (
        <li key={address} className={classes.person}>
          {isSendingState(state) ? (
            <StateChip tone={toneOf[state]}>{t(state)}</StateChip>
          ) : (
            <StateChip>{state}</StateChip>
          )}
          <span>{address}</span>
          {detail && <span className={classes.quiet}>{detail}</span>}
        </li>
      ))}
      <li className={`${classes.quiet} tabular`}>
        {t('attempts', { n: mail.attempts })}
        {mail.nextAttemptAt && (
          <>
            {' · '}
            {t('nextAttempt')} <TimeAgo at={mail.nextAttemptAt} />
          </>
        )}
      </li>
    </ul>
  )
}
