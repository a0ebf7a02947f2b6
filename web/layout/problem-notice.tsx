import { Button } from '@gravity-ui/uikit';
import { useTranslation } from 'react-i18next';
import { describeError } from '../api/problem-error.ts';
import { Notice } from './notice.tsx';

/** A refusal of the server (or its silence) in the middle of a page, with «ask again». */
export function ProblemNotice({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation('shell');
  const problem = describeError(error);
  // Asking again for what is not there, or not allowed, only annoys.
  const final = problem.status === 403 || problem.status === 404;
  return (
    <Notice
      role="alert"
      title={problem.title}
      action={
        final ? (
          <Button view="action" size="l" onClick={() => history.back()}>
            {t('back')}
          </Button>
        ) : (
          onRetry && (
            <Button view="action" size="l" onClick={onRetry}>
              {t('tryAgain')}
            </Button>
          )
        )
      }
    >
      {problem.detail}
    </Notice>
  );
}
