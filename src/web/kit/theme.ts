import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core'

/** Mantine wants ten shades; we have one ink of each, and it changes with the scheme by itself. */
const one = (name: string): MantineColorsTuple => {
  const ink = `var(--${name})`
  return [ink, ink, ink, ink, ink, ink, ink, ink, ink, ink]
}

const inks = new Set(['fjord', 'kept', 'soon', 'broken', 'waiting'])

/** How a button or badge of our inks is coloured; everything else as Mantine does it. */
const colours: VariantColorsResolver = (input) => {
  const ink = input.color ?? 'fjord'
  if (!inks.has(ink)) return defaultVariantColorsResolver(input)
  const colour = `var(--${ink})`
  const wash = `var(--${ink}-wash)`
  const none = 'transparent'
  if (input.variant === 'filled') {
    const on = ink === 'broken' ? 'var(--on-broken)' : 'var(--on-fjord)'
    const deep = ink === 'broken' || ink === 'fjord' ? `var(--${ink}-deep)` : colour
    return { background: colour, hover: deep, color: on, border: '1px solid transparent' }
  }
  if (input.variant === 'light')
    return { background: wash, hover: wash, color: colour, border: '1px solid transparent' }
  if (input.variant === 'outline')
    return { background: none, hover: wash, color: colour, border: `1px solid ${colour}` }
  if (input.variant === 'subtle')
    return { background: none, hover: wash, color: colour, border: '1px solid transparent' }
  if (input.variant === 'transparent')
    return { background: none, hover: none, color: colour, border: '1px solid transparent' }
  return defaultVariantColorsResolver(input)
}

export const theme = createTheme({
  primaryColor: 'fjord',
  colors: {
    fjord: one('fjord'),
    kept: one('kept'),
    soon: one('soon'),
    broken: one('broken'),
    waiting: one('waiting'),
  },
  variantColorResolver: colours,
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--font-mono)',
  fontSizes: {
    xs: 'var(--text-least)',
    sm: 'var(--text-list)',
    md: 'var(--text-body)',
    lg: 'var(--text-lead)',
    xl: 'var(--text-title)',
  },
  lineHeights: { xs: '1.4', sm: '1.5', md: '1.55', lg: '1.45', xl: '1.3' },
  headings: {
    fontWeight: '560',
    sizes: {
      h1: { fontSize: 'var(--text-title)', lineHeight: '1.3' },
      h2: { fontSize: 'var(--text-lead)', lineHeight: '1.4' },
      h3: { fontSize: 'var(--text-body)', lineHeight: '1.5' },
    },
  },
  spacing: {
    xs: 'var(--space-2)',
    sm: 'var(--space-3)',
    md: 'var(--space-4)',
    lg: 'var(--space-6)',
    xl: 'var(--space-8)',
  },
  radius: { xs: '4px', sm: 'var(--radius-chip)', md: 'var(--radius)', lg: '12px', xl: '16px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Tooltip: { defaultProps: { withArrow: false, openDelay: 300, transitionProps: { duration: 120 } } },
    // Its placeholder for the first focus is no child a menu may have (ARIA 1.2).
    Menu: { defaultProps: { shadow: 'md', transitionProps: { duration: 120 }, withInitialFocusPlaceholder: false } },
    Modal: { defaultProps: { centered: true, transitionProps: { duration: 150 } } },
    TextInput: { defaultProps: { size: 'sm' } },
    Button: { defaultProps: { size: 'sm' } },
  },
})

const both = {
  '--mantine-color-body': 'var(--paper)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-quiet)',
  '--mantine-color-placeholder': 'var(--ink-quiet)',
  '--mantine-color-anchor': 'var(--fjord)',
  '--mantine-color-error': 'var(--broken)',
  '--mantine-color-default': 'var(--panel)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line)',
  '--mantine-color-disabled': 'var(--sunk)',
  '--mantine-color-disabled-color': 'var(--ink-quiet)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-primary-color-filled': 'var(--fjord)',
  '--mantine-primary-color-filled-hover': 'var(--fjord-deep)',
  '--mantine-primary-color-light': 'var(--fjord-wash)',
  '--mantine-primary-color-light-hover': 'var(--fjord-wash)',
  '--mantine-primary-color-light-color': 'var(--fjord)',
  '--mantine-primary-color-contrast': 'var(--on-fjord)',
  '--mantine-shadow-sm': 'var(--shadow)',
  '--mantine-shadow-md': 'var(--shadow)',
  '--mantine-shadow-lg': 'var(--shadow)',
}

/** Hands Mantine our tokens, so that its parts change with the scheme as ours do. */
export const variables: CSSVariablesResolver = () => ({ variables: {}, light: both, dark: both })
