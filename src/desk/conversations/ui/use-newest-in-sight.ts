import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'

/** So near the end (px) counts as being there. */
const nearPx = 48

/**
 * Opens a conversation at its newest message and stays with it while pictures and frames grow, until the person scrolls
 * away; then what comes is only told of (`below`). A newest message taller than the window is shown from its beginning.
 */
export function useNewestInSight(newest: string, onSeen: (id: string) => void) {
  const scroller = useRef<HTMLElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const following = useRef(true)
  const set = useRef(-1)
  const [below, setBelow] = useState(false)

  const align = useCallback(() => {
    const view = scroller.current
    if (!view || !following.current) return
    const last = content.current?.querySelector<HTMLElement>(
      'ol > li[data-id]:last-of-type, section:last-of-type > ol > li:last-child',
    )
    const end = view.scrollHeight - view.clientHeight
    const top = last ? last.offsetTop - 12 : end
    view.scrollTop = Math.min(
      end,
      top < 0 ? end : Math.max(0, Math.min(end, last && last.offsetHeight > view.clientHeight ? top : end)),
    )
    set.current = view.scrollTop
  }, [])

  // A new newest message while reading further up is told of; at the end, it comes into sight.
  const known = useRef(newest)
  useLayoutEffect(() => {
    if (known.current !== newest && !following.current) setBelow(true)
    known.current = newest
    align()
  }, [newest, align])

  useEffect(() => {
    const view = scroller.current
    const inner = content.current
    if (!view || !inner) return
    const resized = new ResizeObserver(align)
    resized.observe(inner)
    resized.observe(view)
    const scrolled = () => {
      // Our own placing is no sign of a person's wish.
      if (Math.abs(view.scrollTop - set.current) < 2) return
      set.current = -1
      const end = view.scrollHeight - view.clientHeight
      following.current = end - view.scrollTop < nearPx
      if (following.current) setBelow(false)
    }
    view.addEventListener('scroll', scrolled, { passive: true })
    return () => {
      resized.disconnect()
      view.removeEventListener('scroll', scrolled)
    }
  }, [align])

  useEffect(() => {
    const last = newest && content.current?.querySelector(`[data-id="${CSS.escape(newest)}"]`)
    if (!last) return
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && onSeen(newest), {
      root: scroller.current,
    })
    watch.observe(last)
    return () => watch.disconnect()
  }, [newest, onSeen])

  const toNewest = useCallback(() => {
    following.current = true
    setBelow(false)
    align()
  }, [align])
  return { scroller, content, below, toNewest }
}
