import { Outlet, useNavigate, useRouter, useRouterState } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient, SESSION_ENDED } from '../api/query-client.ts';
import { sessionQuery, useSession } from '../api/session.ts';
import { UpdateNotice } from '../app/update-notice.tsx';
import { KeysDialog } from '../palette/keys-dialog.tsx';
import { Palette } from '../palette/palette.tsx';
import { useKey } from '../palette/use-key.ts';
import { useSpikeNotices } from '../spikes/use-spike-notices.ts';
import styles from './console-shell.module.css';
import { NoAccessPage } from './no-access-page.tsx';
import { OfflineNote } from './offline-note.tsx';
import { Rail } from './rail.tsx';
import { TopLine } from './top-line.tsx';
import { pageOf } from './verbs.ts';

/** The frame around every staff page: rail of verbs, top line, the page itself, palette and list of keys. */
export function ConsoleShell() {
  const { t } = useTranslation('shell');
  const [palette, setPalette] = useState(false);
  const [keys, setKeys] = useState(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const session = useSession();
  const page = pageOf(path);
  const closed = session && page && !session.permissions.includes(page.permission) ? page : null;
  useReturnToDoor();
  usePageTitle(path);
  useSpikeNotices();
  useKey('mod+k', () => setPalette(true), { inFields: true });
  useKey('?', () => setKeys(true));

  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#page">
        {t('skipToPage')}
      </a>
      <TopLine onSearch={() => setPalette(true)} onKeys={() => setKeys(true)} />
      <Rail />
      <main id="page" className={styles.page} tabIndex={-1}>
        <OfflineNote />
        {closed ? <NoAccessPage page={closed} /> : <Outlet />}
      </main>
      <Palette open={palette} onClose={() => setPalette(false)} />
      <KeysDialog open={keys} onClose={() => setKeys(false)} />
      <UpdateNotice />
    </div>
  );
}

/** When the server no longer knows us, show the door and remember the place. */
function useReturnToDoor() {
  const navigate = useNavigate();
  const router = useRouter();
  useEffect(() => {
    const leave = () => {
      queryClient.removeQueries({ queryKey: sessionQuery.queryKey });
      void navigate({ to: '/sign-in', search: { to: router.state.location.href } });
    };
    window.addEventListener(SESSION_ENDED, leave);
    return () => window.removeEventListener(SESSION_ENDED, leave);
  }, [navigate, router]);
}

function usePageTitle(path: string) {
  const { t } = useTranslation('shell');
  useEffect(() => {
    const page = path.split('/')[1] ?? '';
    document.title = page ? `${t(`page.${page}`)} — ${t('product')}` : t('product');
  }, [path, t]);
}
