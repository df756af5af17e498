import { Text } from '@mantine/core'
import type { Output } from '../../../core/contract.ts'
import type { Refused } from '../../../web/kit/call.ts'
import { Says } from '../../../web/kit/Says.tsx'
import { useTexts } from '../../../web/kit/texts.ts'
import type { inboxesApi } from '../contract.ts'
import { texts } from './texts.ts'

/** What a live test found, in the server's words: that it works, or what went wrong and what to do. */
export function TestAnswer({
  answer,
  refused,
}: {
  answer: Output<typeof inboxesApi.testImap> | undefined
  refused: Refused | null
}) {
  const t = useTexts(texts)
  if (refused) return <Says tone="broken">{refused.title}</Says>
  if (!answer) return null
  return (
    <Says tone={answer.ok ? 'kept' : 'broken'}>
      {answer.words}
      {answer.folders.length > 0 && (
        <Text size="xs" c="dimmed" mt={4}>
          {t('foldersFound', { folders: answer.folders.slice(0, 12).join(', ') })}
        </Text>
      )}
    </Says>
  )
}
