import { Button } from '@mantine/core'
import { IconMail } from '@tabler/icons-react'
import { Empty } from '../../../web/kit/Empty.tsx'
import { Row, Rows } from '../../../web/kit/Page.tsx'
import { useCall } from '../../../web/kit/queries.ts'
import { NotFetched } from '../../../web/kit/Says.tsx'
import { Skeletons } from '../../../web/kit/Skeletons.tsx'
import { useTexts } from '../../../web/kit/texts.ts'
import { inboxesApi } from '../contract.ts'
import { FetchingState } from './FetchingState.tsx'
import classes from './inboxes.module.css'
import { texts } from './texts.ts'

/** The inboxes, each with how its mail comes. */
export function InboxList({ hrefOf, onAdd }: { hrefOf: (id: string) => string; onAdd: (() => void) | null }) {
  const t = useTexts(texts)
  const { data, error, refetch } = useCall(inboxesApi.list, {})
  if (error) return <NotFetched refused={error} onAgain={() => void refetch()} />
  if (!data) return <Skeletons rows={3} />
  if (data.items.length === 0)
    return (
      <Empty title={t('noInboxes')} action={onAdd && <Button onClick={onAdd}>{t('addInbox')}</Button>}>
        {t('noInboxesWords')}
      </Empty>
    )
  return (
    <Rows label={t('inboxes')}>
      {data.items.map((inbox) => {
        const n = inbox.memberIds.length
        return (
          <Row key={inbox.id}>
            <IconMail size={20} stroke={1.5} aria-hidden="true" />
            <a href={hrefOf(inbox.id)} className={classes.row}>
              <div className={classes.name}>{inbox.name}</div>
              <div className={classes.quiet}>
                {inbox.address} · {t(n === 1 ? 'personIn' : 'peopleIn', { n })}
              </div>
            </a>
            <FetchingState inbox={inbox} />
          </Row>
        )
      })}
    </Rows>
  )
}
