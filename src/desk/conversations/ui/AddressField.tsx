import { CloseButton } from '@mantine/core'
import { useState } from 'react'
import { useTexts } from '../../../web/kit/texts.ts'
import classes from './Composer.module.css'
import { addressesIn, isAddress } from './recipients.ts'
import { texts } from './texts.ts'

type Name = 'to' | 'cc'
const idOf = (name: Name) => `composer-${name}`

/** Brings the caret to a line of recipients, once it stands on the page. */
export function focusRecipients(name: Name): void {
  requestAnimationFrame(() => document.getElementById(idOf(name))?.focus())
}

/** Addresses on one line; Enter, comma, a paste or leaving the field takes what is written. What is no address stays, to be mended. */
export function AddressField({
  label,
  addresses,
  name,
  onChange,
}: {
  label: string
  addresses: readonly string[]
  /** What `focusRecipients` knows it by. */
  name: Name
  onChange: (addresses: string[]) => void
}) {
  const t = useTexts(texts)
  const id = idOf(name)
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
