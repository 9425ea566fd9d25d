'use client';

import NextLink from 'next/link';
import { type ComponentProps, useState } from 'react';
import { leaveFor } from './leaving';

type LinkProps = Omit<ComponentProps<typeof NextLink>, 'href'> & { readonly href: string };

/**
 * A link to a page of the dashboard. What that page needs is loaded when somebody points at the link or reaches it with
 * the keyboard: a page that is full of links would else ask for all of theirs before its own contents.
 */
export function Link({ href, onPointerEnter, onFocus, ...rest }: LinkProps) {
  const [near, setNear] = useState(false);
  return (
    <NextLink
      href={href}
      prefetch={near ? null : false}
      onNavigate={() => leaveFor(href)}
      {...rest}
      onPointerEnter={(event) => {
        setNear(true);
        onPointerEnter?.(event);
      }}
      onFocus={(event) => {
        setNear(true);
        onFocus?.(event);
      }}
    />
  );
}
