import { useRef } from 'react'
import classes from './PaneEdge.module.css'

const step = 16

/**
 * The edge between two panes: drag it, or move it with the arrow keys; double-click gives back the usual width.
 * `side` says on which side of the edge the pane lies whose `width` (px) it changes.
 */
export function PaneEdge({
  label,
  side,
  width,
  usual,
  least,
  most,
  onWidth,
}: {
  label: string
  side: 'before' | 'after'
  width: number
  usual: number
  least: number
  most: number
  onWidth: (width: number) => void
}) {
  const start = useRef<{ x: number; width: number } | null>(null)
  const set = (next: number) => onWidth(Math.round(Math.min(most, Math.max(least, next))))
  const sign = side === 'before' ? 1 : -1
  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> can't be moved; this is the window splitter of the ARIA patterns
    <div
      className={classes.edge}
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={least}
      aria-valuemax={most}
      tabIndex={0}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        start.current = { x: event.clientX, width }
      }}
      onPointerMove={(event) => {
        if (start.current) set(start.current.width + sign * (event.clientX - start.current.x))
      }}
      onLostPointerCapture={() => {
        start.current = null
      }}
      onDoubleClick={() => onWidth(usual)}
      onKeyDown={(event) => {
        const way = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
        if (way === 0) return
        event.preventDefault()
        set(width + way * sign * step)
      }}
    />
  )
}
