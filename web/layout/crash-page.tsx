import { Button } from '@gravity-ui/uikit';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { describeError } from '../api/problem-error.ts';
import { Notice } from './notice.tsx';

/** What stands instead of a page that broke: the reason in words, and two ways on. */
export function CrashPage({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation('shell');
  const router = useRouter();
  const problem = describeError(error);
  // A page of an older build asks for a file that the new one no longer has: only a reload helps, once the server answers.
  const stale = /dynamically imported module|Importing a module script|Unable to preload/.test(String(error));
  const retry = () => {
    if (stale) {
      void fetch('/health').then(
        (answer) => answer.ok && location.reload(),
        () => undefined,
      );
      return;
    }
    reset();
    void router.invalidate();
  };
  return (
    <Notice
      role="alert"
      title={stale ? t('problem.stale.title') : problem.title}
      action={
        <>
          <Button view="action" size="l" onClick={retry}>
            {stale ? t('reload') : t('tryAgain')}
          </Button>
          <Button view="flat" size="l" href="/">
            {t('toHome')}
          </Button>
        </>
      }
    >
      {stale ? t('problem.stale.detail') : problem.detail}
    </Notice>
  );
}
