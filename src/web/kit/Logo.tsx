import classes from './Logo.module.css'

/** An overhand knot (a trefoil cut open), drawn over and under: the gaps are where it passes below itself. */
export const knotStrands = [
  'M47.5 25C45.8 24.9 39.7 25.2 37.1 24.5C34.5 23.9 33.3 22.7 32 21.1C30.8 19.5 30.4 16.3 29.8 14.7C29.2 13.1 28.9 12.5 28.3 11.4C27.7 10.4 26.6 9.1 26.3 8.6',
  'M21.4 4.9C21 4.7 19.6 4.1 18.8 3.9C17.9 3.7 17.1 3.7 16.3 3.7C15.5 3.7 14.7 3.9 14 4.1C13.3 4.3 12.7 4.7 12.2 5.1C11.6 5.6 11.2 6.1 10.9 6.7C10.6 7.3 10.4 7.9 10.4 8.5C10.3 9.2 10.3 9.9 10.5 10.7C10.7 11.4 11 12.2 11.4 12.9C11.8 13.5 12.4 14.2 13 14.8C13.6 15.4 14.4 16.1 15.3 16.6C16.1 17.1 17 17.6 18 18C19 18.3 20.1 18.6 21.2 18.8C22.2 18.9 23.2 19 24.3 19C25.4 19 27.1 18.7 27.6 18.6',
  'M33.2 16.3C33.6 16 34.8 15.1 35.4 14.4C36 13.8 36.4 13.1 36.8 12.4C37.2 11.7 37.4 11 37.6 10.2C37.7 9.5 37.7 8.9 37.6 8.2C37.5 7.6 37.2 6.9 36.9 6.4C36.6 5.8 36.1 5.3 35.6 4.9C35.1 4.6 34.4 4.2 33.7 4C33 3.8 32.1 3.7 31.3 3.7C30.5 3.7 29.7 3.8 28.9 4C28 4.3 27 4.6 26.2 5.1C25.3 5.5 24.5 6.1 23.7 6.7C22.9 7.4 22.1 8.2 21.4 9C20.7 9.8 20.2 10.6 19.6 11.6C19.1 12.5 18.5 14.1 18.3 14.6',
  'M16.3 20.5C15.8 21.1 14.6 23 13.4 23.7C12.1 24.4 10.9 24.6 8.8 24.8C6.6 25 1.9 25 0.5 25',
] as const

/** The knot, in the colour of the text around it; with `name`, the word beside it. Height in multiples of the text. */
export function Logo({ name = false, size = 1.25 }: { name?: boolean; size?: number }) {
  return (
    <span className={classes.logo}>
      <svg
        viewBox="0 1.5 48 25"
        role={name ? undefined : 'img'}
        aria-label={name ? undefined : 'Løfte'}
        aria-hidden={name || undefined}
        style={{ height: `${size}em` }}
        className={classes.knot}
      >
        {knotStrands.map((strand) => (
          <path key={strand} d={strand} />
        ))}
      </svg>
      {name && <span className={classes.name}>Løfte</span>}
    </span>
  )
}
