/** What a person can see is missing, before the server says so: something, an @, something with a dot. */
export const looksLikeAddress = (text: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)
