import { ActionIcon } from '@mantine/core'
import { IconLayoutSidebarLeftExpand } from '@tabler/icons-react'
import type { CSSProperties, ReactNode } from 'react'
import { Keyed } from '../kit/Keyed.tsx'
import { remembered, useRemembered } from '../kit/remembered.ts'
import { useShortcut } from '../kit/shortcuts.ts'
import { useTexts } from '../kit/texts.ts'
import { Divider } from './PaneDivider.tsx'
import classes from './Panes.module.css'
import { texts } from './words/texts.ts'

const listWidth = remembered('list-width', 368)
const asideWidth = remembered('aside-width', 288)
const listFolded = remembered('list-folded', false)
const asideFolded = remembered('aside-folded', false)

/** Whether the list and the customer are folded away, and how to change that; for the parts' own buttons. */
export function usePanes() {
  const [isListFolded, foldList] = useRemembered(listFolded)
  const [isAsideFolded, foldAside] = useRemembered(asideFolded)
  return { isListFolded, foldList, isAsideFolded, foldAside }
}

/**
 * List, conversation and customer side by side; the first and last fold, and their widths are remembered. Where there is
 * no room the customer is folded until asked for; on a phone one stands at a time: the conversation when one is open.
 */
export function Panes({
  list,
  reading,
  aside,
  isReading,
}: {
  list: ReactNode
  reading: ReactNode
  aside?: ReactNode
  isReading: boolean
}) {
  const t = useTexts(texts)
  const { isListFolded, foldList, isAsideFolded } = usePanes()
  const [left, setLeft] = useRemembered(listWidth)
  const [right, setRight] = useRemembered(asideWidth)
  useShortcut('[', () => foldList(!isListFolded), t(isListFolded ? 'unfoldList' : 'foldList'))
  return (
    <div className={classes.panes} data-reading={isReading || undefined}>
      {isListFolded && isReading ? (
        <div className={classes.folded}>
          <Keyed keys="[" label={t('unfoldList')}>
            <ActionIcon variant="subtle" onClick={() => foldList(false)} aria-label={t('unfoldList')}>
              <IconLayoutSidebarLeftExpand size={18} stroke={1.5} />
            </ActionIcon>
          </Keyed>
        </div>
      ) : (
        <>
          <div className={classes.list} style={widthOf(left)}>
            {list}
          </div>
          <Divider label={t('listWidth')} width={left} least={272} most={560} onWidth={setLeft} />
        </>
      )}
      <div className={classes.reading}>{reading}</div>
      {aside && !isAsideFolded && (
        <>
          <Divider label={t('asideWidth')} width={right} least={224} most={440} onWidth={setRight} fromRight />
          <div className={classes.aside} style={widthOf(right)}>
            {aside}
          </div>
        </>
      )}
    </div>
  )
}

/** As a variable, so that a phone's rules need not fight it. */
const widthOf = (width: number) => ({ '--width': `${width}px` }) as CSSProperties
