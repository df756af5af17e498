/** The languages the desk speaks. Nynorsk counts as Norwegian: the desk answers it in bokmål. */
export const languages = ['da', 'nb', 'sv', 'en'] as const
export type Language = (typeof languages)[number]
