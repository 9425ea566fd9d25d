'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Approval } from '@uet/schemas';
import { Check, X } from 'lucide-react';
import { useState } from 'react';
import { useApi } from '@/api/api';
import { errorWords } from '@/api/error-words';
import { OperatorButton } from '@/patches/operator-button';
import { ReasonDialog } from '@/ui/reason-dialog';
import { useToast } from '@/ui/toasts';

/** Approves or rejects: a rejection asks why, since the next attempt is told. */
export function Decide({ approval }: { readonly approval: Approval }) {
  const api = useApi();
  const say = useToast();
  const queries = useQueryClient();
  const [asking, setAsking] = useState<'approve' | 'reject' | null>(null);
  const ends = (text: string) => ({
    onSuccess: () => {
      say(text);
      setAsking(null);
      void queries.invalidateQueries(api.approvals.pathFilter());
      void queries.invalidateQueries(api.patches.get.queryFilter({ patch_id: approval.patch_id }));
      void queries.invalidateQueries(api.system.info.pathFilter());
    },
    onError: (error: unknown) => say(errorWords(error), 'bad'),
  });
  const approve = useMutation(
    api.approvals.approve.mutationOptions(ends('Approved: the patch enters its lane')),
  );
  const reject = useMutation(
    api.approvals.reject.mutationOptions(ends('Rejected: the next attempt is told why')),
  );
  return (
    <div className="flex flex-wrap gap-2">
      <OperatorButton hint="Lets the patch into its lane" look="primary" onClick={() => setAsking('approve')}>
        <Check aria-hidden className="size-4" />
        Approve
      </OperatorButton>
      <OperatorButton hint="Sets the patch aside" look="danger" onClick={() => setAsking('reject')}>
        <X aria-hidden className="size-4" />
        Reject
      </OperatorButton>
      <ReasonDialog
        open={asking === 'approve'}
        onClose={() => setAsking(null)}
        title="Approve this patch"
        about="It enters its lane, and lands if its gates pass."
        action="Approve"
        busy={approve.isPending}
        onConfirm={(reason) =>
          approve.mutate({ approval_id: approval.id, ...(reason === undefined ? {} : { reason }) })
        }
      />
      <ReasonDialog
        open={asking === 'reject'}
        onClose={() => setAsking(null)}
        title="Reject this patch"
        about="It is set aside, and the next attempt is told your reason: say what should be different."
        action="Reject"
        danger
        required
        busy={reject.isPending}
        onConfirm={(reason) => {
          if (reason !== undefined) reject.mutate({ approval_id: approval.id, reason });
        }}
      />
    </div>
  );
}
