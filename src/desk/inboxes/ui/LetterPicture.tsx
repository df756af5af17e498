import { knotStrands } from '../../../web/kit/Logo.tsx'
import { useTexts } from '../../../web/kit/texts.ts'
import classes from './LetterPicture.module.css'
import { texts } from './setup-texts.ts'

export type LetterPart = 'words' | 'organisation' | 'person' | 'address'

/** The answer a customer will get, drawn from what has been filled in so far; the part in question is marked. */
export function LetterPicture({
  organisation,
  person,
  address,
  part,
}: {
  organisation: string
  person: string
  address: string
  part: LetterPart | null
}) {
  const t = useTexts(texts)
  const mark = (name: LetterPart) => (part === name ? classes.marked : undefined)
  return (
    <figure className={classes.picture}>
      <figcaption className={classes.caption}>{t('picture')}</figcaption>
      <div className={classes.letter}>
        <div className={classes.from}>
          <span>{t('from')}</span> <strong className={mark('organisation')}>{organisation || <Gap wide />}</strong>{' '}
          <span className={mark('address')}>{address ? `<${address}>` : <Gap />}</span>
        </div>
        <div className={mark('words')}>
          <p>{t('letterHello')}</p>
          <p>{t('letterWords')}</p>
          <p>{t('letterEnd')}</p>
        </div>
        <p className={classes.end}>
          <span className={mark('person')}>{person || <Gap />}</span>
          <br />
          <span className={mark('organisation')}>{organisation || <Gap wide />}</span>
        </p>
        <svg viewBox="0 0 320 32" className={classes.rope} aria-hidden="true">
          <path d="M0 27H230.5" />
          <g transform="translate(230 2)">
            {knotStrands.map((strand) => (
              <path key={strand} d={strand} />
            ))}
          </g>
          <path d="M277.5 27H320" className={classes.rest} />
        </svg>
      </div>
    </figure>
  )
}

const Gap = ({ wide = false }: { wide?: boolean }) => <span className={classes.gap} data-wide={wide || undefined} />
