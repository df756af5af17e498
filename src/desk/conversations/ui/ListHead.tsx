import { ActionIcon, CloseButton, TextInput } from '@mantine/core'
import { IconLayoutSidebarLeftCollapse, IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useShortcut } from '../../../web/kit/shortcuts.ts'
import { useTexts } from '../../../web/kit/texts.ts'
import classes from './ConversationList.module.css'
import { texts } from './texts.ts'

/** So long a pause in typing starts the search. */
const pauseMs = 180

/** The name of the view and the box to search in it. */
export function ListHead({
  title,
  words,
  onWords,
  onFold,
}: {
  title: string
  words: string
  onWords: (words: string) => void
  onFold?: () => void
}) {
  const t = useTexts(texts)
  const box = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(words)
  const told = useRef(words)
  // Changed from elsewhere (back, another view): the box follows.
  useEffect(() => {
    if (words === told.current) return
    told.current = words
    setTyped(words)
  }, [words])
  useEffect(() => {
    if (typed.trim() === told.current) return
    const timer = setTimeout(() => {
      told.current = typed.trim()
      onWords(told.current)
    }, pauseMs)
    return () => clearTimeout(timer)
  }, [typed, onWords])
  useShortcut('/', () => box.current?.focus(), t('search'))
  const clear = () => {
    setTyped('')
    told.current = ''
    onWords('')
  }
  return (
    <header className={classes.head}>
      <h1 className={classes.title}>{title}</h1>
      {onFold && (
        <ActionIcon variant="subtle" className={classes.fold} onClick={onFold} aria-label={t('foldList')}>
          <IconLayoutSidebarLeftCollapse size={18} stroke={1.5} />
        </ActionIcon>
      )}
      <TextInput
        ref={box}
        className={classes.search}
        type="search"
        size="sm"
        aria-label={t('search')}
        placeholder={t('searchHint')}
        leftSection={<IconSearch size={16} stroke={1.75} aria-hidden="true" />}
        rightSection={typed ? <CloseButton size="sm" aria-label={t('clearSearch')} onClick={clear} /> : null}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          if (typed) clear()
          box.current?.blur()
        }}
      />
    </header>
  )
}
