import { useEffect, useMemo, useReducer, useRef } from 'react'
import type { Conversation } from '../contract.ts'
import { type Asks, fitsView } from './fits-view.ts'

/** As long as tokens.css gives `--calm`: the row is gone from sight by then. */
const leavingMs = 180

/**
 * The rows to show: those that belong in the view, and those that have just left it, until they have left the screen.
 * Undone, a row is back in its place, since it never left the answer.
 */
export function useShownRows(items: readonly Conversation[] | undefined, asks: Asks, meId: string) {
  const gone = useRef(new Set<string>())
  const [, redraw] = useReducer((count: number) => count + 1, 0)
  const leaving = useMemo(
    () => new Set((items ?? []).filter((each) => !fitsView(each, asks, meId)).map(({ id }) => id)),
    [items, asks, meId],
  )
  for (const id of gone.current) if (!leaving.has(id)) gone.current.delete(id)
  useEffect(() => {
    const going = [...leaving].filter((id) => !gone.current.has(id))
    if (going.length === 0) return
    const timer = setTimeout(() => {
      for (const id of going) gone.current.add(id)
      redraw()
    }, leavingMs)
    return () => clearTimeout(timer)
  }, [leaving])
  const rows = (items ?? []).filter(({ id }) => !gone.current.has(id))
  return { rows, leaving }
}
