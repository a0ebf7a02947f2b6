import { ThemeProvider, ToasterComponent, ToasterProvider } from '@gravity-ui/uikit';
import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react';
import { toaster } from './toaster.ts';

export type ThemeChoice = 'system' | 'light' | 'dark';
const KEY = 'otklik.theme';

const ThemeChoiceContext = createContext<{ choice: ThemeChoice; choose: (choice: ThemeChoice) => void }>({
  choice: 'system',
  choose: () => {},
});

/** The chosen theme and how to change it; the choice outlives the visit. */
export const useThemeChoice = () => use(ThemeChoiceContext);

/** Gravity UI's theme and toasts around the whole application. */
export function ThemeRoot({ children }: { children: ReactNode }) {
  const [choice, setChoice] = useState(readChoice);
  const choose = useCallback((next: ThemeChoice) => {
    localStorage.setItem(KEY, next);
    setChoice(next);
  }, []);
  const value = useMemo(() => ({ choice, choose }), [choice, choose]);
  return (
    <ThemeChoiceContext value={value}>
      <ThemeProvider theme={choice}>
        <ToasterProvider toaster={toaster}>
          {children}
          <ToasterComponent />
        </ToasterProvider>
      </ThemeProvider>
    </ThemeChoiceContext>
  );
}

function readChoice(): ThemeChoice {
  let kept: string | null = null;
  try {
    kept = localStorage.getItem(KEY);
  } catch {
    // Forbidden, as in a frame on another site's page: the system's theme.
  }
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}
