/**
 * What a person can see is missing in an e-mail address before the server says so: something, an @, something with a dot.
 * The contract's own shape stays on the server; it would bring all of zod into the browser.
 */
export const looksLikeAddress = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)
