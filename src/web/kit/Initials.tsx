import classes from './Initials.module.css'

/** Two letters of a name: first and last word's. An address gives its first letter. */
function initialsOf(name: string): string {
  const parts = name
    .trim()
    .split(/[\s.@_-]+/u)
    .filter(Boolean)
  const [first = '?', last = ''] = name.includes('@') ? [parts[0]] : [parts[0], parts.length > 1 ? parts.at(-1) : '']
  const letter = (word: string | undefined) => [...(word ?? '')][0]?.toLocaleUpperCase('nb') ?? ''
  return letter(first) + letter(last)
}

/** A person, small. The name stands beside it or is said by whoever places it, so it is hidden from screen readers. */
export function Initials({ name, us = false, size = 'md' }: { name: string; us?: boolean; size?: 'sm' | 'md' | 'lg' }) {
  return (
    <span className={classes.initials} data-us={us || undefined} data-size={size} aria-hidden="true">
      {initialsOf(name)}
    </span>
  )
}
