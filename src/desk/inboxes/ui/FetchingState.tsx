import { Text } from '@mantine/core'
import { type ChipTone, StateChip } from '../../../web/kit/StateChip.tsx'
import { TimeAgo } from '../../../web/kit/TimeAgo.tsx'
import { useTexts } from '../../../web/kit/texts.ts'
import type { Inbox } from '../contract.ts'
import { texts } from './texts.ts'

const tones: Record<NonNullable<Inbox['fetching']>['state'], ChipTone> = {
  connecting: 'plain',
  watching: 'kept',
  fetching: 'fjord',
  waiting: 'soon',
  stopped: 'broken',
}

/** How an inbox's mail comes, and whether it does. */
export function FetchingState({ inbox, whole = false }: { inbox: Inbox; whole?: boolean }) {
  const t = useTexts(texts)
  const { imap, fetching } = inbox
  if (!imap) return <StateChip>{t('byListener')}</StateChip>
  if (!fetching) return <StateChip>IMAP</StateChip>
  return (
    <div>
      <StateChip tone={tones[fetching.state]}>{t(fetching.state)}</StateChip>
      {whole && fetching.detail && (
        <Text size="sm" mt={4}>
          {fetching.detail}
        </Text>
      )}
      {whole && fetching.lastMailAt && (
        <Text size="xs" c="dimmed" mt={4}>
          {t('lastMail')} <TimeAgo at={fetching.lastMailAt} />
        </Text>
      )}
    </div>
  )
}
