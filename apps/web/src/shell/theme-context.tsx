'use client';

import { createContext, type ReactNode, useContext, useState } from 'react';
import { applyTheme, type Theme } from './theme';

type ThemeChoice = readonly [Theme, (theme: Theme) => void];

const ThemeContext = createContext<ThemeChoice>(['system', () => undefined]);

/** The theme that was chosen, and a function that chooses another one. */
export const useTheme = (): ThemeChoice => useContext(ThemeContext);

/** Keeps the choice of the theme. */
export function ThemeProvider({
  initialTheme,
  children,
}: {
  readonly initialTheme: Theme;
  readonly children: ReactNode;
}) {
  const [theme, setTheme] = useState(initialTheme);
  const choose = (next: Theme): void => {
    applyTheme(next);
    setTheme(next);
  };
  return <ThemeContext value={[theme, choose]}>{children}</ThemeContext>;
}
