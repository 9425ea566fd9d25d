/** How the dashboard looks: light, dark, or as the system does. */
export const themes = ['system', 'light', 'dark'] as const;

/** How the dashboard looks. */
export type Theme = (typeof themes)[number];

/** True for a known theme. */
export const isTheme = (value: unknown): value is Theme => themes.some((theme) => theme === value);

/** Shows the theme at once, and remembers it for a year. */
export function applyTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet.
  document.cookie = `uet_theme=${theme}; path=/; max-age=31536000; samesite=strict`;
}
