/**
 * A name as mail gives it, fit to be kept: one line, no characters that can't be seen or that turn the text around (a name
 * could else pose as another), at most 200 characters. '' when there is none, or when it is just the address again.
 */
export function tidyName(name: string, address: string): string {
  const tidy = name
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/ {2,}/g, ' ')
    .trim()
  const bare = tidy.replace(/^['"<]+|['">]+$/g, '')
  if (bare.toLowerCase() === address.toLowerCase()) return ''
  return Array.from(tidy).slice(0, 200).join('')
}
