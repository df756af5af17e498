import classes from './Composer.module.css'

const wordsId = 'composer-words'

/** Brings the caret to the end of the words, once they stand on the page. Only at a person's wish: a draft that comes back by itself must not catch the keys. */
export function focusWords(): void {
  requestAnimationFrame(() => {
    const field = document.getElementById(wordsId)
    if (!(field instanceof HTMLTextAreaElement)) return
    field.focus({ preventScroll: true })
    field.setSelectionRange(field.value.length, field.value.length)
  })
}

/**
 * Where the words are written: plain text that grows with them. Everything about how one writes is in this part and nothing
 * else knows it is a text area, so that a richer editor can take its place.
 */
export function WordsField({
  value,
  label,
  placeholder,
  onChange,
  onSend,
  onLeave,
  onFiles,
}: {
  value: string
  label: string
  placeholder: string
  onChange: (value: string) => void
  onSend: () => void
  onLeave: () => void
  /** Files pasted among the words. */
  onFiles: (files: File[]) => void
}) {
  return (
    <textarea
      id={wordsId}
      className={classes.words}
      aria-label={label}
      placeholder={placeholder}
      value={value}
      rows={4}
      spellCheck
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
          event.preventDefault()
          onSend()
        }
        if (event.key === 'Escape') {
          // Only out of the field: the next one leaves the conversation.
          event.stopPropagation()
          event.preventDefault()
          onLeave()
        }
      }}
      onPaste={(event) => {
        const files = [...event.clipboardData.files]
        if (files.length === 0) return
        event.preventDefault()
        onFiles(files)
      }}
    />
  )
}
