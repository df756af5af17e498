import { Button, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { Empty } from '../../../web/kit/Empty.tsx'
import { Rows } from '../../../web/kit/Page.tsx'
import { usePages } from '../../../web/kit/queries.ts'
import { NotFetched, Says } from '../../../web/kit/Says.tsx'
import { Skeletons } from '../../../web/kit/Skeletons.tsx'
import { useTexts } from '../../../web/kit/texts.ts'
import { postApi } from '../contract.ts'
import { OutgoingRow } from './OutgoingRow.tsx'
import { RawSource } from './RawSource.tsx'
import { filters, type SendingState } from './sending.ts'
import { texts } from './texts.ts'

/** Mail on its way out, newest first. */
export function OutgoingList({ hrefOf }: { hrefOf: (conversationId: string) => string }) {
  const t = useTexts(texts)
  const [state, setState] = useState<SendingState | 'all'>('all')
  const [source, setSource] = useState<string | null>(null)
  const { items, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = usePages(postApi.listOutgoing, {
    query: state === 'all' ? {} : { state },
  })
  return (
    <>
      <SegmentedControl
        aria-label={t('filter')}
        value={state}
        onChange={(value) => setState(value as typeof state)}
        data={[{ value: 'all', label: t('all') }, ...filters.map((value) => ({ value, label: t(value) }))]}
        style={{ justifySelf: 'start', maxWidth: '100%', overflowX: 'auto' }}
      />
      {items?.some((mail) => mail.state === 'held') && (
        <Says>
          <strong>{t('heldTitle')}.</strong> {t('heldWords')}
        </Says>
      )}
      {error && <NotFetched refused={error} onAgain={() => void refetch()} />}
      {!items && !error && <Skeletons />}
      {items?.length === 0 &&
        (state === 'all' ? (
          <Empty title={t('noOutgoing')}>{t('noOutgoingWords')}</Empty>
        ) : (
          <Empty title={t('noneOfThese')} />
        ))}
      {items && items.length > 0 && (
        <Rows label={t('mails')}>
          {items.map((mail) => (
            <OutgoingRow key={mail.id} mail={mail} hrefOf={hrefOf} onSource={() => setSource(mail.id)} />
          ))}
        </Rows>
      )}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      )}
      {source && <RawSource endpoint={postApi.outgoingOriginal} id={source} onClose={() => setSource(null)} />}
    </>
  )
}
