// Runs before anything is drawn: a person who chose light or dark never sees the other one flash by.
try {
  const chosen = localStorage.getItem('lofte.scheme')
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.mantineColorScheme = dark ? 'dark' : 'light'
} catch {
  document.documentElement.dataset.mantineColorScheme = 'light'
}
