import { ActionIcon, Button } from '@mantine/core'
import { IconArrowLeft, IconCheck, IconFlag, IconLayoutSidebarLeftExpand, IconUser } from '@tabler/icons-react'
import { Keyed } from '../../../web/kit/Keyed.tsx'
import { useTexts } from '../../../web/kit/texts.ts'
import type { ConversationDetail } from '../contract.ts'
import { AssignMenu } from './AssignMenu.tsx'
import classes from './ConversationHead.module.css'
import { StandingMenu } from './StandingMenu.tsx'
import { useInboxes, useSelf } from './self.ts'
import { texts } from './texts.ts'
import type { ConversationActs } from './use-conversation-acts.ts'

/** What the conversation is about, whose it is and where it stands; each of these can be changed where it is read. */
export function ConversationHead({
  conversation,
  acts,
  customerShown,
  onBack,
  onUnfoldList,
  onCustomer,
}: {
  conversation: ConversationDetail
  acts: ConversationActs
  customerShown: boolean
  onBack?: () => void
  onUnfoldList?: () => void
  onCustomer: () => void
}) {
  const t = useTexts(texts)
  const { may } = useSelf()
  const { inboxes } = useInboxes()
  const { number, subject, status, priority, customer, inboxId } = conversation
  const inbox = inboxes.length > 1 ? inboxes.find(({ id }) => id === inboxId)?.name : undefined
  const mayWrite = may('conversation.write')
  const done = status === 'resolved' || status === 'spam'
  return (
    <header className={classes.head}>
      {onBack && (
        <ActionIcon variant="subtle" size="lg" className={classes.quiet} onClick={onBack} aria-label={t('back')}>
          <IconArrowLeft size={20} stroke={1.75} />
        </ActionIcon>
      )}
      {onUnfoldList && (
        <ActionIcon variant="subtle" className={classes.quiet} onClick={onUnfoldList} aria-label={t('unfoldList')}>
          <IconLayoutSidebarLeftExpand size={18} stroke={1.5} />
        </ActionIcon>
      )}
      <div className={classes.title}>
        <h1 className={classes.subject} id="conversation-subject" title={subject}>
          {subject || t('noSubject')}
        </h1>
        <div className={classes.about}>
          <StandingMenu
            status={status}
            priority={priority}
            disabled={!mayWrite}
            onStatus={acts.setStatus}
            onPriority={acts.setPriority}
          />
          <AssignMenu conversation={conversation} onAssign={acts.assign} disabled={!mayWrite} />
          {(priority === 'high' || priority === 'urgent') && (
            <span className={classes.priority} title={t('priorityIs', { priority: t(priority) })}>
              <IconFlag size={13} stroke={2} aria-hidden="true" />
              {t(priority)}
            </span>
          )}
          <span className={classes.facts}>
            <span className="tabular" title={t('number', { number })}>
              #{number}
            </span>
            <span className={classes.who}>{customer.name || customer.addresses[0]}</span>
            {inbox && <span className={classes.inbox}>{inbox}</span>}
          </span>
        </div>
      </div>
      <div className={classes.acts} role="toolbar" aria-label={t('actions')}>
        {mayWrite &&
          (done ? (
            <Button variant="default" className={classes.done} onClick={acts.reopen}>
              {t('reopen')}
            </Button>
          ) : (
            <Keyed keys="e" label={t('resolveIt')}>
              <Button variant="default" className={classes.done} onClick={acts.resolve} aria-label={t('resolveIt')}>
                <IconCheck size={16} stroke={2} aria-hidden="true" />
                <span className={classes.word}>{t('resolve')}</span>
              </Button>
            </Keyed>
          ))}
        <ActionIcon
          variant={customerShown ? 'light' : 'subtle'}
          size="lg"
          className={customerShown ? undefined : classes.quiet}
          onClick={onCustomer}
          aria-pressed={customerShown}
          aria-label={customerShown ? t('hideCustomer') : t('showCustomer')}
        >
          <IconUser size={18} stroke={1.75} />
        </ActionIcon>
      </div>
    </header>
  )
}
