import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { sectionOf } from '@/settings/sections';
import { SettingsPage } from '@/settings/settings-page';

interface PageProps {
  readonly params: Promise<{ readonly section: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const section = sectionOf((await params).section);
  return { title: section === undefined ? 'Settings' : `${section.title} · Settings` };
}

export default async function Page({ params }: PageProps) {
  const section = sectionOf((await params).section);
  return section === undefined ? notFound() : <SettingsPage section={section.path} />;
}
