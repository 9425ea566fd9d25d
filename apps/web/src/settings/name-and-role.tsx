'use client';

import type { Role } from '@uet/schemas';
import type { ReactNode } from 'react';
import { Field, Input, Select } from '@/ui/field';

/** Who somebody is, and what that one may do. */
export interface NameAndRoleValue {
  readonly name: string;
  readonly role: Role;
}

const roles: Readonly<Record<Role, string>> = {
  viewer: 'viewer: looks at everything',
  operator: 'operator: starts, steers, approves',
  admin: 'admin: everything, tokens and workers too',
};

const isRole = (value: string): value is Role => value in roles;

/** Asks for a name and a role. */
export function NameAndRole({
  value,
  onChange,
  hint,
}: {
  readonly value: NameAndRoleValue;
  readonly onChange: (value: NameAndRoleValue) => void;
  readonly hint: ReactNode;
}) {
  return (
    <>
      <Field label="Name" required hint={hint}>
        {(attributes) => (
          <Input
            {...attributes}
            autoFocus
            autoComplete="off"
            maxLength={100}
            value={value.name}
            onChange={({ target }) => onChange({ ...value, name: target.value })}
          />
        )}
      </Field>
      <Field label="Role" required>
        {(attributes) => (
          <Select
            {...attributes}
            value={value.role}
            onChange={({ target }) => isRole(target.value) && onChange({ ...value, role: target.value })}
          >
            {Object.entries(roles).map(([role, title]) => (
              <option key={role} value={role}>
                {title}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </>
  );
}
