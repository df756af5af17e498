import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { openFor } from '../kit/clock.ts'
import { Kit } from '../kit/Kit.tsx'
import { changeLanguage, likelyLanguage } from '../kit/language.ts'
import { listenToKeys } from '../kit/shortcuts.ts'
import { router } from './routes.tsx'
import { fetchReading } from './screens/reading.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
// A newer Løfte has been installed while this page was open, and the part asked for is gone: fetch the page anew. Not
// within its first seconds, or a part that is truly missing would reload for ever.
addEventListener('vite:preloadError', () => {
  if (openFor() > 10_000) location.reload()
})
// Opened at a conversation: what shows it travels beside everything else.
if (location.pathname.startsWith('/conversations/')) void fetchReading()
await changeLanguage(likelyLanguage())
listenToKeys()
createRoot(root).render(
  <StrictMode>
    <Kit>
      <RouterProvider router={router} />
    </Kit>
  </StrictMode>,
)
