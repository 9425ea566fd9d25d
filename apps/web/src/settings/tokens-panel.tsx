'use client';

import { useQuery } from '@tanstack/react-query';
import type { TokenLine } from '@uet/schemas/api';
import { Link2, Plus } from 'lucide-react';
import { useState } from 'react';
import { useApi } from '@/api/api';
import { useMay, useSystem } from '@/shell/use-system';
import { Button } from '@/ui/button';
import { classes } from '@/ui/classes';
import { formatExact } from '@/ui/format';
import { Empty, Loading, NotAllowed, Problem } from '@/ui/notices';
import { Panel } from '@/ui/panel';
import { Row, RowHead, Table, Td, Th } from '@/ui/table';
import { Age, useNow } from '@/ui/time';
import { CreateToken } from './create-token';
import { RevokeToken } from './revoke-token';
import { SignInLink } from './sign-in-link';

const kinds: Readonly<Record<TokenLine['kind'], string>> = {
  service: 'Service',
  browser: 'Browser',
  local: 'This machine',
};

/** Who may do what: tokens of services, browsers and the machine itself. */
export function TokensPanel() {
  const system = useSystem();
  const isAdmin = useMay('admin');
  if (system === null) return <Loading />;
  if (!isAdmin) {
    return (
      <Panel>
        <NotAllowed needs="admin" />
      </Panel>
    );
  }
  return <Tokens />;
}

function Tokens() {
  const api = useApi();
  const [dialog, setDialog] = useState<'create' | 'link' | null>(null);
  const [revoked, setRevoked] = useState<TokenLine | null>(null);
  const { data, error, refetch } = useQuery(api.tokens.list.queryOptions({}));
  if (error !== null && data === undefined) return <Problem error={error} retry={() => void refetch()} />;
  return (
    <Panel
      flush
      title="Tokens"
      actions={
        <span className="flex flex-wrap gap-2">
          <Button compact onClick={() => setDialog('link')}>
            <Link2 aria-hidden className="size-3.5" />
            Sign-in link…
          </Button>
          <Button compact look="primary" onClick={() => setDialog('create')}>
            <Plus aria-hidden className="size-3.5" />
            New token…
          </Button>
        </span>
      }
    >
      {data === undefined ? <Loading lines={5} /> : null}
      {data?.items.length === 0 ? (
        <Empty title="No tokens">A service needs one to speak to this server.</Empty>
      ) : null}
      {data === undefined || data.items.length === 0 ? null : (
        <TokenTable tokens={data.items} onRevoke={setRevoked} />
      )}
      {dialog === 'create' ? <CreateToken onClose={() => setDialog(null)} /> : null}
      {dialog === 'link' ? <SignInLink onClose={() => setDialog(null)} /> : null}
      {revoked === null ? null : <RevokeToken token={revoked} onClose={() => setRevoked(null)} />}
    </Panel>
  );
}

const TokenTable = ({
  tokens,
  onRevoke,
}: {
  readonly tokens: readonly TokenLine[];
  readonly onRevoke: (token: TokenLine) => void;
}) => (
  <Table label="Tokens">
    <thead>
      <tr>
        <Th className="w-full">Name</Th>
        <Th>Role</Th>
        <Th>Kind</Th>
        <Th>Made</Th>
        <Th>Last used</Th>
        <Th>Ends</Th>
        <Th>
          <span className="sr-only">Actions</span>
        </Th>
      </tr>
    </thead>
    <tbody>
      {tokens.map((token) => (
        <Row key={token.id} className={classes(token.revoked_at !== null && 'text-muted')}>
          <RowHead className="max-w-80 min-w-40 truncate">{token.name}</RowHead>
          <Td>{token.role}</Td>
          <Td className="whitespace-nowrap">{kinds[token.kind]}</Td>
          <Td>
            <span title={`By ${token.created_by.replace('person:', '')}`}>
              <Age at={token.created_at} />
            </span>
          </Td>
          <Td>{token.last_used_at === null ? 'Never' : <Age at={token.last_used_at} />}</Td>
          <Td className="whitespace-nowrap">
            <End token={token} />
          </Td>
          <Td numeric>
            {token.revoked_at === null ? (
              <Button
                compact
                look="danger"
                aria-label={`Revoke ${token.name}`}
                onClick={() => onRevoke(token)}
              >
                Revoke…
              </Button>
            ) : null}
          </Td>
        </Row>
      ))}
    </tbody>
  </Table>
);

function End({ token: { revoked_at: revokedAt, expires_at: expiresAt } }: { readonly token: TokenLine }) {
  const now = useNow();
  if (revokedAt !== null) {
    return (
      <span className="text-bad">
        Revoked <Age at={revokedAt} />
      </span>
    );
  }
  if (expiresAt === null) return 'Never';
  const ended = now !== null && Date.parse(expiresAt) <= now;
  return (
    <span className={ended ? 'text-bad' : undefined}>
      {ended ? 'Ended ' : ''}
      <time dateTime={expiresAt}>{formatExact(expiresAt)}</time>
    </span>
  );
}
