import type { Language } from '../../../core/texts.ts'

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** How large a file is, as people say it: "183 kB", "2,4 MB". */
export function sizeWords(bytes: number, language: Language): string {
  const step = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  const amount = bytes / 1000 ** step
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: units[step],
    maximumFractionDigits: step > 1 && amount < 10 ? 1 : 0,
  }).format(amount)
}
