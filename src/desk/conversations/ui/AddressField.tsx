import { CloseButton } from '@mantine/core'
import { useId, useRef, useState } from 'react'
import { useTexts } from '../../../web/kit/texts.ts'
import classes from './Composer.module.css'
import { addressesIn, isAddress } from './recipients.ts'
import { texts } from './texts.ts'
import { useCaret } from './use-caret.ts'

/** Addresses on one line; Enter, comma, a paste or leaving the field takes what is written. What is no address stays, to be mended. */
export function AddressField({
  label,
  addresses,
  wished,
  onCaret,
  onChange,
}: {
  label: string
  addresses: readonly string[]
  /** The caret is wished for here; `onCaret` is told when it is. */
  wished: boolean
  onCaret: () => void
  onChange: (addresses: string[]) => void
}) {
  const t = useTexts(texts)
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  useCaret(field, wished, onCaret)
  const [typed, setTyped] = useState('')
  const [bad, setBad] = useState<string | null>(null)
  const take = (text: string) => {
    const found = addressesIn(text)
    const good = found.filter(isAddress).map((address) => address.toLowerCase())
    const rest = found.filter((address) => !isAddress(address))
    if (good.length > 0) onChange([...new Set([...addresses, ...good])])
    setTyped(rest.join(', '))
    setBad(rest[0] ?? null)
  }
  return (
    <div className={classes.line}>
      <label className={classes.label} htmlFor={id}>
        {label}
      </label>
      <div className={classes.chips}>
        {addresses.map((address) => (
          <span key={address} className={classes.chip}>
            {address}
            <CloseButton
              size="xs"
              aria-label={t('removeAddress', { address })}
              onClick={() => onChange(addresses.filter((each) => each !== address))}
            />
          </span>
        ))}
        <input
          ref={field}
          id={id}
          className={classes.input}
          type="text"
          inputMode="email"
          autoComplete="off"
          placeholder={addresses.length === 0 ? t('addressHint') : undefined}
          value={typed}
          aria-invalid={bad !== null}
          aria-describedby={bad === null ? undefined : `${id}-bad`}
          onChange={(event) => {
            setBad(null)
            setTyped(event.currentTarget.value)
          }}
          onBlur={() => typed.trim() && take(typed)}
          onPaste={(event) => {
            const text = event.clipboardData.getData('text')
            if (!/[,;\n@]/.test(text)) return
            event.preventDefault()
            take(typed + text)
          }}
          onKeyDown={(event) => {
            if (['Enter', ',', ';'].includes(event.key) && typed.trim()) {
              event.preventDefault()
              take(typed)
            }
            if (event.key === 'Backspace' && typed === '' && addresses.length > 0) onChange(addresses.slice(0, -1))
          }}
        />
      </div>
      {bad !== null && (
        <span id={`${id}-bad`} className={classes.bad} role="alert">
          {t('badAddress', { address: bad })}
        </span>
      )}
    </div>
  )
}
