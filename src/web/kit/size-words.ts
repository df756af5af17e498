import type { Language } from '../../core/texts.ts'

/** A number of bytes as a person says it: kilobytes from 1,000, megabytes from a million, at most one decimal. */
export function sizeWords(bytes: number, language: Language): string {
  const [amount, unit] =
    bytes < 1_000
      ? [bytes, 'byte']
      : bytes < 1_000_000
        ? [Math.round(bytes / 1_000), 'kilobyte']
        : [bytes / 1_000_000, 'megabyte']
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: 1 }).format(amount as number)
}
