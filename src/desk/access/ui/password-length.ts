/** The shortest password the contract takes (`newPassword`), told to people before they send it. */
export const leastPassword = 10
