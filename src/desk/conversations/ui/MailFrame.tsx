import { useEffect, useMemo, useRef, useState } from 'react'
import classes from './MessageCard.module.css'
import { frameDocument, frameSandbox } from './mail-frame.ts'

/** A mail's own HTML, behind glass: nothing in it runs or fetches (see mail-frame.ts), and it is as tall as it needs to be. */
export function MailFrame({ html, language, title }: { html: string; language: string | null; title: string }) {
  const frame = useRef<HTMLIFrameElement>(null)
  const [height, setHeight] = useState<number | null>(null)
  const document = useMemo(() => frameDocument(html, language), [html, language])
  useEffect(() => {
    const element = frame.current
    if (!element) return
    let watch: ResizeObserver | undefined
    const measure = () => {
      const body = element.contentDocument?.body
      if (!body) return
      // The body, not the root: the root is never less tall than the frame, so it could only grow.
      const fit = () => setHeight(Math.ceil(body.getBoundingClientRect().height))
      fit()
      watch?.disconnect()
      watch = new ResizeObserver(fit)
      watch.observe(body)
    }
    element.addEventListener('load', measure)
    measure()
    return () => {
      element.removeEventListener('load', measure)
      watch?.disconnect()
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
