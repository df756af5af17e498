import { useEffect, useMemo, useRef, useState } from 'react'
import classes from './MessageCard.module.css'
import { frameDocument, frameSandbox } from './mail-frame.ts'

/** A mail's own HTML, behind glass: nothing in it runs or fetches (see mail-frame.ts), and it is as tall as it needs to be. */
export function MailFrame({
  html,
  language,
  title,
  withPicturesOf,
}: {
  html: string
  language: string | null
  title: string
  withPicturesOf: string | null
}) {
  const frame = useRef<HTMLIFrameElement>(null)
  const [height, setHeight] = useState<number | null>(null)
  const document = useMemo(() => frameDocument(html, language, withPicturesOf), [html, language, withPicturesOf])
  useEffect(() => {
    const element = frame.current
    if (!element) return
    const fit = () => {
      const body = element.contentDocument?.body
      // The body, not the root: the root is never less tall than the frame, so it could only grow.
      if (body) setHeight(Math.ceil(body.getBoundingClientRect().height))
    }
    const watch = new ResizeObserver(fit)
    let turn = 0
    const begin = () => {
      const inside = element.contentDocument
      // At first the frame holds an empty page; the mail's own takes its place a moment later.
      if (inside?.URL !== 'about:srcdoc' || !inside.body) {
        turn = requestAnimationFrame(begin)
        return
      }
      watch.observe(inside.body)
    }
    begin()
    element.addEventListener('load', fit)
    return () => {
      cancelAnimationFrame(turn)
      element.removeEventListener('load', fit)
      watch.disconnect()
    }
  }, [])
  return (
    <iframe
      ref={frame}
      className={classes.frame}
      title={title}
      sandbox={frameSandbox}
      referrerPolicy="no-referrer"
      srcDoc={document}
      style={{ height: height === null ? undefined : `${height}px` }}
    />
  )
}
