import { useEffect, useRef, useState } from 'react'
import { useTexts } from '../../../web/kit/texts.ts'
import type { Conversation } from '../contract.ts'
import { texts } from './texts.ts'

/** Says to a screen reader what has come in while the list was open. Politely: it never cuts a sentence short. */
export function NewMail({ items, view }: { items: readonly Conversation[]; view: string }) {
  const t = useTexts(texts)
  const known = useRef<{ view: string; newest: string }>({ view: '', newest: '' })
  const [words, setWords] = useState('')
  useEffect(() => {
    const created = items.map(({ createdAt }) => createdAt).sort()
    const newest = created.at(-1) ?? ''
    const before = known.current
    if (items.length > 0) known.current = { view, newest }
    if (before.view !== view || before.newest === '') return
    const come = items.find(({ createdAt, status }) => createdAt > before.newest && status === 'new')
    if (come) setWords(t('newMail', { name: come.customer.name, subject: come.subject }))
  }, [items, view, t])
  return (
    <div className="unseen" role="status" aria-live="polite">
      {words}
    </div>
  )
}
