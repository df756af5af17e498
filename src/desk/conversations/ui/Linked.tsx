import { useMemo } from 'react'
import { findLinks } from './find-links.ts'

/** Plain words whose addresses can be followed; they open outside and learn nothing about us. */
export function Linked({ children }: { children: string }) {
  const pieces = useMemo(() => findLinks(children), [children])
  return pieces.map(({ text, href }, at) =>
    href ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one fixed text, without state of their own
      <a key={at} href={href} target="_blank" rel="noopener noreferrer nofollow">
        {text}
      </a>
    ) : (
      text
    ),
  )
}
