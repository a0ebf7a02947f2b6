import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppealCard } from '../../../../contract/appeals.ts';
import type { CaseActionInput } from '../../../../contract/casework.ts';
import type { Problem } from '../../../../contract/problem.ts';
import { call } from '../../../api/client.ts';
import { describeError } from '../../../api/problem-error.ts';
import { useSession } from '../../../api/session.ts';
import { toaster } from '../../../theme/toaster.ts';
import { PREDICTED } from './action-forms.ts';

/** Everything on the screens that a step of a case may change. */
const TOUCHED = [['mine'], ['approvals'], ['appeals'], ['drafts']] as const;

/**
 * Acts on a case: the card shows the step at once and takes it back when the server refuses. After a refusal the card is asked for
 * anew, so that doing it again is judged by what is now.
 */
export function useCaseAction(id: string) {
  const { t } = useTranslation('casework');
  const client = useQueryClient();
  const session = useSession();
  const [busy, setBusy] = useState(false);

  /** @returns null when done, else the refusal in words */
  const act = async (action: CaseActionInput): Promise<Problem | null> => {
    const key = ['appeal', id];
    const before = client.getQueryData<AppealCard>(key);
    if (!before) return null;
    setBusy(true);
    await client.cancelQueries({ queryKey: key });
    client.setQueryData<AppealCard>(key, foreseen(before, action, session));
    try {
      await call('actOnCase', { params: { id }, ifMatch: before.version, body: action });
      toaster.add({
        name: `act-${id}`,
        title: t(`done.${action.action}`, { number: before.number }),
        autoHiding: 5000,
      });
      return null;
    } catch (error) {
      client.setQueryData(key, before);
      return describeError(error);
    } finally {
      for (const queryKey of TOUCHED) void client.invalidateQueries({ queryKey });
      await client.invalidateQueries({ queryKey: key });
      setBusy(false);
    }
  };
  return { act, busy };
}

function foreseen(
  card: AppealCard,
  action: CaseActionInput,
  session: { login: string; name: string } | undefined,
): AppealCard {
  const status = PREDICTED[action.action] ?? card.status;
  const taken = action.action === 'take' && session;
  return {
    ...card,
    status: action.action === 'take' && card.status === 'interim_answer' ? card.status : status,
    life: {
      ...card.life,
      ...(taken && { assignee: taken.login, assigneeName: taken.name }),
      // What comes next is the server's to say; a second press meanwhile would only be refused.
      actions: [],
    },
  };
}
