import { Tooltip } from '@mantine/core'
import { useNow } from './clock.ts'
import { useLanguage, useTexts } from './texts.ts'
import { exactWords, timeWords } from './time-words.ts'
import { texts } from './words/texts.ts'

/** A moment in words, moving with the clock; the exact moment and zone on hover and in the markup. */
export function TimeAgo({ at, timeZone }: { at: string; timeZone?: string }) {
  const language = useLanguage()
  const t = useTexts(texts)
  const now = useNow()
  const moment = Date.parse(at)
  const exact = exactWords(moment, language, timeZone)
  return (
    <Tooltip label={exact} openDelay={400} events={{ hover: true, focus: true, touch: true }}>
      <time dateTime={at} className="tabular">
        {timeWords(moment, now, language, t('now'), timeZone)}
      </time>
    </Tooltip>
  )
}
