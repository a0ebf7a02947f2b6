import { Alert } from '@gravity-ui/uikit';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../../contract/problem.ts';
import { useFormat } from '../../../format/use-format.ts';
import { eventTitle } from '../history-words.ts';

/** Why the server refused; where somebody was quicker, what changed meanwhile. The case behind is already the fresh one. */
export function ConflictNote({ problem }: { problem: Problem }) {
  const { t } = useTranslation(['casework', 'appeals']);
  const format = useFormat();
  const { changes = [] } = problem;
  return (
    <Alert
      theme={problem.status === 412 ? 'warning' : 'danger'}
      title={problem.title}
      message={
        <>
          {problem.detail}
          {changes.length > 0 && (
            <ul>
              {changes.map((change) => (
                <li key={`${change.at} ${change.type}`}>
                  {eventTitle(
                    change.type,
                    (key, values) => t(`appeals:${key}` as never, { ...values }) as string,
                  )}
                  , {format.moment(change.at)}
                  {change.actor && ` — ${change.actor}`}
                </li>
              ))}
            </ul>
          )}
          {problem.status === 412 && <p>{t('conflict.again')}</p>}
        </>
      }
    />
  );
}
