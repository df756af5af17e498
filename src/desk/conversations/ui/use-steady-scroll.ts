import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

/**
 * Keeps what is looked at where it is while rows come above it: the first row on screen stays at its place. Answers how many
 * came above unseen since the list was last at its top. `rowHeight` in px.
 */
export function useSteadyScroll(
  scroller: RefObject<HTMLElement | null>,
  ids: readonly string[],
  rowHeight: number,
  view: string,
) {
  const before = useRef<{ ids: readonly string[]; view: string }>({ ids, view })
  const [above, setAbove] = useState(0)
  useLayoutEffect(() => {
    const { ids: old, view: oldView } = before.current
    before.current = { ids, view }
    const element = scroller.current
    if (!element || old === ids) return
    if (oldView !== view) {
      element.scrollTop = 0
      setAbove(0)
      return
    }
    if (element.scrollTop <= 1) return
    const anchor = Math.floor(element.scrollTop / rowHeight)
    const place = new Map(ids.map((id, at) => [id, at]))
    // The first row on screen that is still there holds its place.
    for (let at = anchor; at < old.length; at++) {
      const now = place.get(old[at] ?? '')
      if (now === undefined) continue
      if (now === at) return
      element.scrollTop += (now - at) * rowHeight
      const known = new Set(old)
      const come = ids.slice(0, now).filter((id) => !known.has(id)).length
      if (come > 0) setAbove((count) => count + come)
      return
    }
  }, [ids, rowHeight, scroller, view])
  return { above, seen: () => setAbove(0) }
}
