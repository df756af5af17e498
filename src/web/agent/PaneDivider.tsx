import { useRef } from 'react'
import classes from './Panes.module.css'

const stepPx = 16

/** The line between two panes: dragged, or moved by the arrow keys (WCAG 2.5.7 asks for a way without dragging). */
export function Divider({
  label,
  width,
  least,
  most,
  onWidth,
  fromRight = false,
}: {
  label: string
  width: number
  least: number
  most: number
  onWidth: (width: number) => void
  /** The pane it measures lies to its right. */
  fromRight?: boolean
}) {
  const drag = useRef<{ x: number; width: number } | null>(null)
  const side = fromRight ? -1 : 1
  const set = (next: number) => onWidth(Math.round(Math.min(most, Math.max(least, next))))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that can be moved is no <hr> (ARIA 1.2 window splitter)
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={least}
      aria-valuemax={most}
      tabIndex={0}
      className={classes.divider}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        drag.current = { x: event.clientX, width }
      }}
      onPointerMove={(event) => {
        if (drag.current) set(drag.current.width + side * (event.clientX - drag.current.x))
      }}
      onPointerUp={() => {
        drag.current = null
      }}
      onPointerCancel={() => {
        drag.current = null
      }}
      onKeyDown={(event) => {
        if (event.key === 'ArrowRight') set(width + side * stepPx)
        else if (event.key === 'ArrowLeft') set(width - side * stepPx)
        else if (event.key === 'Home') set(least)
        else if (event.key === 'End') set(most)
        else return
        event.preventDefault()
      }}
    />
  )
}
