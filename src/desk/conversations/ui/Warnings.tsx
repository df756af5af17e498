import { Button } from '@mantine/core'
import { IconLink } from '@tabler/icons-react'
import { Says } from '../../../web/kit/Says.tsx'
import { useTexts } from '../../../web/kit/texts.ts'
import type { ConversationDetail } from '../contract.ts'
import classes from './ConversationView.module.css'
import { texts } from './texts.ts'
import { useChange } from './use-change.ts'

const told = { 'delivery-failed': 'deliveryFailed', 'not-sent': 'notSent' } as const

/** What to know before answering: replies that did not arrive, and conversations this one belongs with. */
export function Warnings({
  conversation,
  hrefOf,
  mayWrite,
}: {
  conversation: ConversationDetail
  hrefOf: (id: string) => string
  mayWrite: boolean
}) {
  const t = useTexts(texts)
  const change = useChange()
  const flags = (Object.keys(told) as (keyof typeof told)[]).filter((flag) => conversation.flags.includes(flag))
  if (flags.length === 0 && conversation.links.length === 0) return null
  return (
    <div className={classes.warnings}>
      {flags.map((flag) => (
        <Says
          key={flag}
          tone={flag === 'not-sent' ? 'soon' : 'broken'}
          action={
            mayWrite && (
              <Button variant="default" size="compact-sm" onClick={() => change(conversation, { clearFlags: [flag] })}>
                {t('seen')}
              </Button>
            )
          }
        >
          {t(told[flag])}
        </Says>
      ))}
      {conversation.links.length > 0 && (
        <p className={classes.links}>
          <IconLink size={14} stroke={1.75} aria-hidden="true" />
          <span>
            {t('linkedWith')}{' '}
            {conversation.links.map(({ id, number, subject, reason }, at) => (
              <span key={id}>
                {at > 0 && ', '}
                <a href={hrefOf(id)} title={reason}>
                  #{number} {subject}
                </a>
              </span>
            ))}
          </span>
        </p>
      )}
    </div>
  )
}
