import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { contractsForBrowsers } from './src/web/kit/build/contracts-for-browsers.ts'
import { textsByLanguage } from './src/web/kit/build/texts-by-language.ts'

const root = fileURLToPath(new URL('.', import.meta.url))

/** The agent's app. Built to dist/web/agent; the server sends index.html for its pages and the hashed assets for ever. */
export default defineConfig({
  root: `${root}src/web/agent`,
  base: '/',
  publicDir: `${root}src/web/agent/public`,
  plugins: [contractsForBrowsers(), textsByLanguage(`${root}src`), react()],
  build: {
    outDir: `${root}dist/web/agent`,
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: 'es2023',
    rolldownOptions: {
      output: {
        // Few files before the first screen: each costs a round trip on a slow line.
        codeSplitting: {
          groups: [
            { name: 'floor', test: /node_modules\/(react|react-dom|scheduler|@tanstack)\// },
            { name: 'parts', test: /node_modules\/(@mantine|@floating-ui|clsx|@tabler)\//, minShareCount: 3 },
            { name: 'kit', test: /src\/(web\/kit|core)\//, minShareCount: 2 },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:3000', '/health': 'http://127.0.0.1:3000' } },
})
