import { useRef } from 'react'
import classes from './Composer.module.css'
import { useCaret } from './use-caret.ts'

/**
 * Where the words are written: plain text that grows with them. Everything about how one writes is in this part and nothing
 * else knows it is a text area, so that a richer editor can take its place.
 */
export function WordsField({
  value,
  label,
  placeholder,
  wished,
  onCaret,
  onChange,
  onSend,
  onLeave,
  onFiles,
}: {
  value: string
  label: string
  placeholder: string
  /** The caret is wished for here; `onCaret` is told when it is. */
  wished: boolean
  onCaret: () => void
  onChange: (value: string) => void
  onSend: () => void
  onLeave: () => void
  /** Files pasted among the words. */
  onFiles: (files: File[]) => void
}) {
  const field = useRef<HTMLTextAreaElement>(null)
  useCaret(field, wished, onCaret)
  return (
    <textarea
      ref={field}
      id="composer-words"
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
