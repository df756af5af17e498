import { Anchor, Modal, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Endpoint } from '../../../core/contract.ts'
import { callText, type Refused, urlOf } from '../../../web/kit/call.ts'
import { keyOf } from '../../../web/kit/queries.ts'
import { NotFetched } from '../../../web/kit/Says.tsx'
import { Skeletons } from '../../../web/kit/Skeletons.tsx'
import { useTexts } from '../../../web/kit/texts.ts'
import type { postApi } from '../contract.ts'
import classes from './post.module.css'
import { texts } from './texts.ts'

type Source = typeof postApi.quarantineOriginal | typeof postApi.outgoingOriginal

/** More than this would make the page slow to scroll; the file holds it all. */
const shownChars = 200_000

/** A raw mail as it lies, as text that can do nothing. */
export function RawSource({ endpoint, id, onClose }: { endpoint: Source; id: string; onClose: () => void }) {
  const t = useTexts(texts)
  const { data, error, refetch } = useQuery<string, Refused>({
    queryKey: keyOf(endpoint as Endpoint, { params: { id } } as object),
    queryFn: ({ signal }) => callText(endpoint, { params: { id }, signal }),
  })
  return (
    <Modal opened onClose={onClose} title={t('sourceOf')} size="xl" closeButtonProps={{ 'aria-label': t('close') }}>
      {error && <NotFetched refused={error} onAgain={() => void refetch()} />}
      {data === undefined && !error && <Skeletons rows={5} />}
      {data !== undefined && (
        <Stack gap="sm">
          {data.length > shownChars && <Text c="dimmed">{t('tooLong')}</Text>}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1) */}
          <pre className={classes.source} tabIndex={0}>
            {data.slice(0, shownChars)}
          </pre>
          <Anchor href={urlOf(endpoint as Endpoint, { id })} download>
            {t('download')}
          </Anchor>
        </Stack>
      )}
    </Modal>
  )
}
