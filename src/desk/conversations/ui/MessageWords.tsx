import { useId, useState } from 'react'
import { useTexts } from '../../../web/kit/texts.ts'
import type { Message } from '../contract.ts'
import { Linked } from './Linked.tsx'
import classes from './MessageCard.module.css'
import { texts } from './texts.ts'

/** The new words of a message; its quotes and signature behind the three dots. */
export function MessageWords({ message: { newText, text, quotedText, signature } }: { message: Message }) {
  const t = useTexts(texts)
  const id = useId()
  const [open, setOpen] = useState(false)
  const words = newText.trim() || (quotedText || signature ? '' : text.trim())
  const rest = [signature, quotedText].filter((part) => part.trim() !== '').join('\n\n')
  return (
    <>
      {words ? (
        <div className={classes.words} dir="auto">
          <Linked>{words}</Linked>
        </div>
      ) : (
        !rest && <p className={classes.none}>{t('noWords')}</p>
      )}
      {rest && (
        <>
          <button
            type="button"
            className={classes.dots}
            aria-expanded={open}
            aria-controls={id}
            aria-label={open ? t('hideRest') : t('showRest')}
            title={open ? t('hideRest') : t('showRest')}
            onClick={() => setOpen(!open)}
          >
            …
          </button>
          <div id={id} className={`${classes.words} ${classes.rest}`} dir="auto" hidden={!open}>
            {open && <Linked>{rest}</Linked>}
          </div>
        </>
      )}
    </>
  )
}
