import type { Metadata } from 'next';
import { LandingPage } from '@/landing/landing-page';

export const metadata: Metadata = { title: 'Landing' };

export default function Page() {
  return <LandingPage />;
}
