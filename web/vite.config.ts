import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { serviceWorker } from './app/worker-plugin.ts';

/** Where the development proxy finds the server. The Host stays ours: the server refuses writes from another origin. */
const api = { target: process.env.OTKLIK_API ?? 'http://localhost:8080', changeOrigin: false };

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), serviceWorker()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    chunkSizeWarningLimit: 1100,
    rolldownOptions: {
      output: {
        // Pages are split by their lazy routes. Only the libraries that every page needs share one long-lived chunk;
        // the map library keeps its own, so that a resident who files an appeal never downloads it.
        codeSplitting: {
          groups: [
            { name: 'maplibre', test: /node_modules[\\/]maplibre-gl/ },
            {
              name: 'foundation',
              test: /node_modules[\\/](react|react-dom|scheduler|@tanstack[\\/](react-)?(router|query|store|history)[^\\/]*|i18next|react-i18next|zod)[\\/]|zod-without-eval/,
            },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    // Our own sources live in a folder `api` too: only what is not one of them goes to the server.
    proxy: {
      '^/api/(?![\\w-]+\\.ts)': api,
      '/health': api,
      '/hooks': api,
      '/manifest.webmanifest': api,
      '/open311': api,
    },
  },
});
