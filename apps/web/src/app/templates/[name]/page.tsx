import type { Metadata } from 'next';
import { TemplatePage } from '@/templates/template-page';

interface PageProps {
  readonly params: Promise<{ readonly name: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { name } = await params;
  return { title: decodeURIComponent(name) };
}

export default async function Page({ params }: PageProps) {
  const { name } = await params;
  return <TemplatePage name={decodeURIComponent(name)} />;
}
