/**
 * What to call somebody of whom only the address is known.
 * @example nameFromAddress('kari.nordmann@nordlys.example') // 'Kari Nordmann'
 */
export function nameFromAddress(address: string): string {
  const local = address.slice(0, Math.max(address.lastIndexOf('@'), 0)).split('+')[0] ?? ''
  const words = local.split(/[._-]+/).filter((word) => word !== '')
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ')
  return name === '' ? address : name
}
