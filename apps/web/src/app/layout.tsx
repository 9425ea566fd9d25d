import type { Metadata, Viewport } from 'next';
import { cookies, headers } from 'next/headers';
import type { ReactNode } from 'react';
import { ApiProvider } from '@/api/api-provider';
import { Shell } from '@/shell/shell';
import { isTheme } from '@/shell/theme';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'UET', template: '%s · UET' },
  description: 'Many workers, one branch that only ever moves to a tree that passed, at a known price.',
  icons: { icon: '/icon.svg' },
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f7f7f8' },
    { media: '(prefers-color-scheme: dark)', color: '#0e0e12' },
  ],
};

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  // Pages are made for each request: only then can their scripts carry its nonce.
  await headers();
  const stored = (await cookies()).get('uet_theme')?.value;
  const theme = isTheme(stored) ? stored : 'system';
  return (
    <html lang="en" data-theme={theme}>
      <body>
        <ApiProvider>
          <Shell initialTheme={theme}>{children}</Shell>
        </ApiProvider>
      </body>
    </html>
  );
}
