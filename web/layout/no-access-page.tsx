import { Button } from '@gravity-ui/uikit';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session.ts';
import { Notice } from './notice.tsx';
import { firstPage, type Page } from './verbs.ts';

/** A page that this role does not have: said calmly, with the page it does have. */
export function NoAccessPage({ page }: { page: Page }) {
  const { t } = useTranslation('shell');
  const session = useSession();
  const navigate = useNavigate();
  const own = firstPage((permission) => session?.permissions.includes(permission) ?? false);
  return (
    <Notice
      role="status"
      title={t('noAccess.title', { page: t(`page.${page.name}`) })}
      action={
        <>
          {own && (
            <Button view="action" size="l" onClick={() => void navigate({ to: own.to })}>
              {t('noAccess.own', { page: t(`page.${own.name}`) })}
            </Button>
          )}
          <Button view="flat" size="l" onClick={() => history.back()}>
            {t('back')}
          </Button>
        </>
      }
    >
      {t('noAccess.detail', { role: session ? t(`role.${session.role}`) : '' })}
    </Notice>
  );
}
