import { Button, Tooltip } from '@mantine/core'
import { IconMailQuestion } from '@tabler/icons-react'
import { useState } from 'react'
import { Empty } from '../../../web/kit/Empty.tsx'
import { Row, Rows } from '../../../web/kit/Page.tsx'
import { useAct, usePages } from '../../../web/kit/queries.ts'
import { NotFetched } from '../../../web/kit/Says.tsx'
import { Skeletons } from '../../../web/kit/Skeletons.tsx'
import { sizeWords } from '../../../web/kit/size-words.ts'
import { TimeAgo } from '../../../web/kit/TimeAgo.tsx'
import { useLanguage, useTexts } from '../../../web/kit/texts.ts'
import { toast, toastRefusal } from '../../../web/kit/toast.tsx'
import { postApi, type Quarantined } from '../contract.ts'
import classes from './post.module.css'
import { RawSource } from './RawSource.tsx'
import { texts } from './texts.ts'

/** Mail that could not be read, with its reason, its source and two ways on. */
export function QuarantineList({ mayAct }: { mayAct: boolean }) {
  const t = useTexts(texts)
  const [source, setSource] = useState<string | null>(null)
  const { items, error, refetch, hasNextPage, fetchNextPage } = usePages(postApi.listQuarantine, {})
  if (error) return <NotFetched refused={error} onAgain={() => void refetch()} />
  if (!items) return <Skeletons />
  if (items.length === 0) return <Empty title={t('noQuarantine')}>{t('noQuarantineWords')}</Empty>
  return (
    <>
      <Rows label={t('mails')}>
        {items.map((mail) => (
          <QuarantinedRow key={mail.id} mail={mail} mayAct={mayAct} onSource={() => setSource(mail.id)} />
        ))}
      </Rows>
      {hasNextPage && (
        <Button variant="default" onClick={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      )}
      {source && <RawSource endpoint={postApi.quarantineOriginal} id={source} onClose={() => setSource(null)} />}
    </>
  )
}

function QuarantinedRow({ mail, mayAct, onSource }: { mail: Quarantined; mayAct: boolean; onSource: () => void }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const again = useAct(postApi.tryAgain, {
    stale: [postApi.listQuarantine],
    onDone: ({ state, reason }) => {
      if (state === 'quarantined') toastRefusal({ title: `${t('stillNot')} ${reason ?? ''}`.trim() })
      else toast(t(state))
    },
  })
  const asText = useAct(postApi.showAsText, {
    stale: [postApi.listQuarantine],
    onDone: () => toast(t('filed')),
  })
  const asked = { params: { id: mail.id } }
  return (
    <Row>
      <IconMailQuestion size={20} stroke={1.5} aria-hidden="true" style={{ alignSelf: 'flex-start' }} />
      <div className={classes.mail}>
        <div className={classes.row}>
          <div className={classes.mail}>
            <div className={classes.subject}>{mail.subject || t('noSubject')}</div>
            <div className={classes.quiet}>{t('from', { who: mail.from || t('unknownSender') })}</div>
          </div>
          <div className={classes.side}>
            <span className={classes.quiet}>
              <TimeAgo at={mail.receivedAt} />
            </span>
            <span className={`${classes.quiet} tabular`}>{sizeWords(mail.size, language)}</span>
          </div>
        </div>
        <div className={classes.reason}>{mail.reason}</div>
        <div className={classes.buttons}>
          {mayAct && (
            <>
              <Button variant="subtle" size="compact-sm" loading={again.isPending} onClick={() => again.mutate(asked)}>
                {t('tryToRead')}
              </Button>
              <Tooltip label={t('asTextHint')}>
                <Button
                  variant="subtle"
                  size="compact-sm"
                  loading={asText.isPending}
                  onClick={() => asText.mutate(asked)}
                >
                  {t('asText')}
                </Button>
              </Tooltip>
            </>
          )}
          <Button variant="subtle" c="dimmed" size="compact-sm" onClick={onSource}>
            {t('source')}
          </Button>
        </div>
      </div>
    </Row>
  )
}
