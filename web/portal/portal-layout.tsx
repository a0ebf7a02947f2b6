import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { InstallOffer } from '../app/install-offer.tsx';
import { UpdateNotice } from '../app/update-notice.tsx';
import { followHeight, isEmbedded } from './embedding.ts';
import styles from './portal.module.css';
import { usePublicRegion } from './public-region.ts';

interface PortalLayoutProps {
  /** Goes into the window's title. */
  title: string;
  children: ReactNode;
}

/** The frame of every page for residents: whose it is, the page, where else to turn. */
export function PortalLayout({ title, children }: PortalLayoutProps) {
  const { t } = useTranslation('portal');
  const region = usePublicRegion();
  useEffect(() => {
    document.title = `${title} — ${t('product')}`;
  }, [title, t]);
  useEffect(followHeight, []);
  // Inside another site's page there is nowhere else to go.
  if (isEmbedded())
    return (
      <div className={styles.portal}>
        <main id="content" className={styles.content} tabIndex={-1}>
          {children}
        </main>
        <footer className={styles.footer}>
          <p>{t('footer.emergency')}</p>
        </footer>
      </div>
    );
  return (
    <div className={styles.portal}>
      <a className={styles.skip} href="#content">
        {t('skip')}
      </a>
      <header className={styles.header}>
        <Link to="/" className={styles.brand}>
          <img src="/icon.svg" alt="" width={28} height={28} />
          <span>
            <b>{t('product')}</b>
            <span className={styles.regionName}>{region?.name ?? '\u00a0'}</span>
          </span>
        </Link>
        <Link to="/sign-in" className={styles.staff}>
          {t('staff')}
        </Link>
      </header>
      <main id="content" className={styles.content} tabIndex={-1}>
        {children}
      </main>
      <footer className={styles.footer}>
        <p>{t('footer.emergency')}</p>
        <p>{t('footer.privacy')}</p>
        <InstallOffer />
      </footer>
      <UpdateNotice />
    </div>
  );
}
