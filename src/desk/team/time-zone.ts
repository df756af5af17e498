/** Where a country has several, the one most of its people live by; elsewhere the one there is. */
const usual: Record<string, string> = {
  DK: 'Europe/Copenhagen',
  NO: 'Europe/Oslo',
  SE: 'Europe/Stockholm',
  FI: 'Europe/Helsinki',
  IS: 'Atlantic/Reykjavik',
  FO: 'Atlantic/Faroe',
  GL: 'America/Nuuk',
  AX: 'Europe/Mariehamn',
  SJ: 'Arctic/Longyearbyen',
  AR: 'America/Argentina/Buenos_Aires',
  AU: 'Australia/Sydney',
  BR: 'America/Sao_Paulo',
  CA: 'America/Toronto',
  CL: 'America/Santiago',
  CN: 'Asia/Shanghai',
  CY: 'Asia/Nicosia',
  DE: 'Europe/Berlin',
  EC: 'America/Guayaquil',
  ES: 'Europe/Madrid',
  ID: 'Asia/Jakarta',
  KZ: 'Asia/Almaty',
  MX: 'America/Mexico_City',
  MY: 'Asia/Kuala_Lumpur',
  NZ: 'Pacific/Auckland',
  PT: 'Europe/Lisbon',
  PS: 'Asia/Gaza',
  RU: 'Europe/Moscow',
  UA: 'Europe/Kyiv',
  US: 'America/New_York',
  UZ: 'Asia/Tashkent',
}

/**
 * The time zone a desk in this country starts out with; UTC for a code no country has. People may choose another.
 * @example usualTimeZone('DK') // 'Europe/Copenhagen'
 */
export function usualTimeZone(country: string): string {
  const code = country.toUpperCase()
  const known = usual[code]
  if (known !== undefined) return known
  if (!/^[A-Z]{2}$/.test(code)) return 'UTC'
  return new Intl.Locale(`und-${code}`).getTimeZones?.()?.[0] ?? 'UTC'
}
