/** Nordlys Strøm, a small power company, and its people: the one cast of tests, demo and screenshots. */
export const cast = {
  organisation: 'Nordlys Strøm',
  kari: { email: 'kari@nordlys.example', name: 'Kari Solberg', role: 'owner' },
  holm: { email: 'holm@nordlys.example', name: 'Anders Holm', role: 'agent' },
  siv: { email: 'siv@nordlys.example', name: 'Siv Lind', role: 'agent' },
  lars: { email: 'lars@nordlys.example', name: 'Lars Bø', role: 'light' },
  /** Works here, and is a member of no inbox. */
  outsider: { email: 'ulla@nordlys.example', name: 'Ulla Kjær', role: 'agent' },
  support: 'support@nordlys.example',
  hjelp: 'hjelp@nordlys.example',
  customer: { name: 'Søren Kjær', address: 'soren@kunde.example' },
} as const
