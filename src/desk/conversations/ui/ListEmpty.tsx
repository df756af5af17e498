import { Empty } from '../../../web/kit/Empty.tsx'
import { useTexts } from '../../../web/kit/texts.ts'
import { texts } from './texts.ts'

export type ListKind = 'inbox' | 'mine' | 'unassigned' | 'waiting' | 'resolved' | 'spam'

const words = {
  inbox: ['emptyInbox', 'emptyInboxWords'],
  mine: ['emptyMine', 'emptyMineWords'],
  unassigned: ['emptyUnassigned', 'emptyUnassignedWords'],
  waiting: ['emptyWaiting', 'emptyWaitingWords'],
  resolved: ['emptyResolved', 'emptyResolvedWords'],
  spam: ['emptySpam', 'emptySpamWords'],
} as const satisfies Record<ListKind, readonly [keyof typeof texts, keyof typeof texts]>

/** A view without conversations says what will come to stand in it. */
export function ListEmpty({ kind, words: searched }: { kind: ListKind; words: string }) {
  const t = useTexts(texts)
  const [title, lead] = words[kind]
  if (searched) return <Empty title={t('emptySearch', { words: searched })}>{t('emptySearchWords')}</Empty>
  return <Empty title={t(title)}>{t(lead)}</Empty>
}
