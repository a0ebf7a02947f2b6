import { Button } from '@gravity-ui/uikit';
import { useTranslation } from 'react-i18next';
import { Notice } from './notice.tsx';

export function NotFoundPage() {
  const { t } = useTranslation('shell');
  return (
    <Notice
      title={t('notFound.title')}
      action={
        <>
          <Button view="action" size="l" href="/">
            {t('toHome')}
          </Button>
          <Button view="flat" size="l" onClick={() => history.back()}>
            {t('back')}
          </Button>
        </>
      }
    >
      {t('notFound.detail')}
    </Notice>
  );
}
