import './zod-without-eval.ts';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './api/query-client.ts';
import { registerWorker } from './app/worker-registration.ts';
import { startI18n } from './i18n/start.ts';
import { router } from './router.tsx';
import { ThemeRoot } from './theme/theme-root.tsx';
import './theme/tokens.css';

await startI18n();
registerWorker();

createRoot(document.getElementById('app')!).render(
  <StrictMode>
    <ThemeRoot>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </ThemeRoot>
  </StrictMode>,
);
