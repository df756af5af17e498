import { Tooltip } from '@mantine/core'
import { useNow } from './clock.ts'
import { knotStrands } from './Logo.tsx'
import classes from './PromiseLine.module.css'
import { type PromiseState, promiseLine } from './promise-line.ts'
import { useLanguage, useTexts } from './texts.ts'
import { exactWords, timeWords } from './time-words.ts'
import { texts } from './words/texts.ts'

const widths = { chip: 56, strip: 240, day: 420 }
const stateTexts = {
  open: 'promiseOpen',
  kept: 'promiseKept',
  broken: 'promiseBroken',
  renewed: 'promiseRenewed',
  released: 'promiseReleased',
  void: 'promiseReleased',
} as const

/**
 * A promise, drawn: a thin line from when it was made to when it falls due, now moving along it, and the knot at its end:
 * filled when kept, torn when broken, slid onward when renewed. `now` only for pictures; otherwise the clock's.
 */
export function PromiseLine({
  madeAt,
  dueAt,
  now,
  state,
  size = 'chip',
}: {
  madeAt: string
  dueAt: string
  now?: number
  state: PromiseState
  size?: 'chip' | 'strip' | 'day'
}) {
  const language = useLanguage()
  const t = useTexts(texts)
  const clock = useNow()
  const moment = now ?? clock
  const due = Date.parse(dueAt)
  const { at, tone } = promiseLine({ madeAt: Date.parse(madeAt), dueAt: due, now: moment, state })
  const width = widths[size]
  const end = width - 26
  const here = 4 + at * (end - 8)
  const label = t(stateTexts[state], { due: timeWords(due, moment, language, t('now')) })
  return (
    <Tooltip label={exactWords(due, language)}>
      <svg
        className={classes.line}
        data-tone={tone}
        viewBox={`0 0 ${width} 16`}
        style={{ width: `${width}px` }}
        role="img"
        aria-label={`${label}. ${exactWords(due, language)}`}
      >
        <path className={classes.ahead} d={`M4 12H${end}`} />
        {tone === 'broken' ? (
          <path className={classes.gone} d={`M4 12H${end - 6}m-2-3l3 3l-3 3`} />
        ) : (
          <path className={classes.gone} d={`M4 12H${state === 'kept' ? end : here}`} />
        )}
        <circle className={classes.made} cx="4" cy="12" r="1.75" />
        {state === 'open' && tone !== 'broken' && <circle className={classes.now} cx={here} cy="12" r="3" />}
        <svg
          x={end}
          y="-0.8"
          width="26"
          height="13.6"
          viewBox="0 1.5 48 25"
          className={classes.knot}
          aria-hidden="true"
        >
          {state === 'kept' && (
            <path className={classes.fill} d="M24 7C14 0 6 8 13 15C18 19.5 28 20 33 16C42 8 36 1 24 7Z" />
          )}
          {knotStrands.map((strand) => (
            <path key={strand} d={strand} />
          ))}
        </svg>
        {state === 'renewed' && <path className={classes.ghost} d={`M${end - 14} 8l4 4l-4 4`} />}
      </svg>
    </Tooltip>
  )
}
