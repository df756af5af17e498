import { ActionIcon, CopyButton } from '@mantine/core'
import { IconCopy, IconCopyCheck, IconX } from '@tabler/icons-react'
import { useNow } from '../../../web/kit/clock.ts'
import { Initials } from '../../../web/kit/Initials.tsx'
import { languageNames } from '../../../web/kit/language.ts'
import { useAct, useCall, usePages } from '../../../web/kit/queries.ts'
import { Skeletons } from '../../../web/kit/Skeletons.tsx'
import { useLanguage, useTexts } from '../../../web/kit/texts.ts'
import { exactWords } from '../../../web/kit/time-words.ts'
import { toast } from '../../../web/kit/toast.tsx'
import { customersApi } from '../../customers/contract.ts'
import { type Conversation, conversationsApi } from '../contract.ts'
import classes from './CustomerPanel.module.css'
import { copiedAddresses } from './recipients.ts'
import { StateMark } from './StateMark.tsx'
import { useInboxes, useSelf } from './self.ts'
import { shortTime } from './short-time.ts'
import { statusWords } from './state-words.ts'
import { texts } from './texts.ts'

/** Whom one is talking with: how to reach them, who else reads along, and what has been between us before. */
export function CustomerPanel({
  id,
  hrefOf,
  onClose,
}: {
  id: string
  hrefOf: (id: string) => string
  onClose: () => void
}) {
  const t = useTexts(texts)
  const { data: conversation } = useCall(conversationsApi.see, { params: { id } })
  return (
    <aside className={classes.panel} aria-label={t('customer')}>
      <header className={classes.head}>
        <h2 className={classes.title}>{t('customer')}</h2>
        <ActionIcon variant="subtle" className={classes.quiet} onClick={onClose} aria-label={t('hideCustomer')}>
          <IconX size={18} stroke={1.75} />
        </ActionIcon>
      </header>
      {conversation ? (
        <div className={classes.content}>
          <Person customerId={conversation.customer.id} known={conversation.customer} />
          <Participants id={id} conversation={conversation} />
          <Others customerId={conversation.customer.id} not={id} hrefOf={hrefOf} />
        </div>
      ) : (
        <Skeletons rows={4} />
      )}
    </aside>
  )
}

function Person({ customerId, known }: { customerId: string; known: { name: string; addresses: string[] } }) {
  const t = useTexts(texts)
  const { data } = useCall(customersApi.see, { params: { id: customerId } })
  const { name, addresses } = data ?? known
  const shown = name || addresses[0] || t('someone')
  return (
    <section className={classes.part}>
      <div className={classes.person}>
        <Initials name={shown} size="lg" />
        <div className={classes.names}>
          <p className={classes.name}>{shown}</p>
          <p className={classes.language}>
            {t('language')}: {data ? (data.language ? languageNames[data.language] : t('languageUnknown')) : '…'}
          </p>
        </div>
      </div>
      <ul className={classes.rows} aria-label={t('addresses')}>
        {addresses.map((address) => (
          <li key={address} className={classes.address}>
            <bdi>{address}</bdi>
            <CopyButton value={address}>
              {({ copied, copy }) => (
                <ActionIcon
                  variant="subtle"
                  className={classes.quiet}
                  onClick={copy}
                  aria-label={`${t('copy')} ${address}`}
                >
                  {copied ? <IconCopyCheck size={16} stroke={1.75} /> : <IconCopy size={16} stroke={1.75} />}
                </ActionIcon>
              )}
            </CopyButton>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Participants({ id, conversation }: { id: string; conversation: Parameters<typeof copiedAddresses>[0] }) {
  const t = useTexts(texts)
  const { ours } = useInboxes()
  const { may } = useSelf()
  const remove = useAct(conversationsApi.removeParticipant, {
    stale: [conversationsApi.see],
    onDone: (_, { params }) => toast(t('participantRemoved', { address: params.address })),
  })
  const copied = copiedAddresses(conversation, ours)
  return (
    <section className={classes.part}>
      <h3 className={classes.heading}>{t('participants')}</h3>
      {copied.length === 0 ? (
        <p className={classes.none}>{t('noParticipants')}</p>
      ) : (
        <ul className={classes.rows}>
          {copied.map((address) => (
            <li key={address} className={classes.address}>
              <bdi>{address}</bdi>
              {may('conversation.write') && (
                <ActionIcon
                  variant="subtle"
                  className={classes.quiet}
                  loading={remove.isPending && remove.variables.params.address === address}
                  onClick={() => remove.mutate({ params: { id, address } })}
                  aria-label={t('removeParticipant', { address })}
                >
                  <IconX size={16} stroke={1.75} />
                </ActionIcon>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Others({ customerId, not, hrefOf }: { customerId: string; not: string; hrefOf: (id: string) => string }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const now = useNow()
  const list = usePages(conversationsApi.list, { query: { customer: customerId, limit: 20 } })
  const others = (list.items as Conversation[] | undefined)?.filter(({ id }) => id !== not)
  return (
    <section className={classes.part}>
      <h3 className={classes.heading}>{t('others')}</h3>
      {others?.length === 0 && <p className={classes.none}>{t('noOthers')}</p>}
      <ul className={classes.rows}>
        {others?.map(({ id, subject, status, updatedAt }) => (
          <li key={id}>
            <a className={classes.other} href={hrefOf(id)}>
              <StateMark status={status} />
              <span className="unseen">{t(statusWords[status])}. </span>
              <span className={classes.subject}>{subject || t('noSubject')}</span>
              <time
                className={`${classes.time} tabular`}
                dateTime={updatedAt}
                title={exactWords(Date.parse(updatedAt), language)}
              >
                {shortTime(Date.parse(updatedAt), now, language)}
              </time>
            </a>
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <button type="button" className={classes.further} onClick={() => void list.fetchNextPage()}>
          {t('showFurther')}
        </button>
      )}
    </section>
  )
}
