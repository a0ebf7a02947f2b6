import { Button } from '@gravity-ui/uikit';
import { useTranslation } from 'react-i18next';
import { describeError } from '../api/problem-error.ts';
import { Notice } from './notice.tsx';

/** A refusal of the server (or its silence) in the middle of a page, with «ask again». */
export function ProblemNotice({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation('shell');
  const problem = describeError(error);
  return (
    <Notice
      role="alert"
      title={problem.title}
      action={
        onRetry && (
          <Button view="action" size="l" onClick={onRetry}>
            {t('tryAgain')}
          </Button>
        )
      }
    >
      {problem.detail}
    </Notice>
  );
}
