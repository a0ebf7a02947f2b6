import { ChevronsLeft, ChevronsRight } from '@gravity-ui/icons';
import { Icon } from '@gravity-ui/uikit';
import { Link, useLocation } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session.ts';
import styles from './rail.module.css';
import { pageOf, visibleVerbs } from './verbs.ts';

const KEY = 'otklik.rail';

/** Left rail on the desk, bar at the bottom on the phone. */
export function Rail() {
  const { t } = useTranslation('shell');
  const session = useSession();
  const [narrow, setNarrow] = useState(() => localStorage.getItem(KEY) === 'narrow');
  const verbs = visibleVerbs((permission) => session?.permissions.includes(permission) ?? false);
  const current = pageOf(useLocation().pathname)?.to;
  const rail = useRef<HTMLElement>(null);
  // On a phone the bar is longer than the screen: the page one stands on is brought into sight.
  useEffect(() => {
    const link = current && rail.current?.querySelector(`a[href="${current}"]`);
    if (link) link.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [current]);
  const toggle = () => {
    localStorage.setItem(KEY, narrow ? 'wide' : 'narrow');
    setNarrow(!narrow);
  };
  return (
    <nav ref={rail} className={styles.rail} data-narrow={narrow || undefined} aria-label={t('navigation')}>
      {verbs.map((verb) => (
        <div key={verb.name} className={styles.verb}>
          <div className={styles.title}>{t(`verb.${verb.name}`)}</div>
          {verb.pages.map((page) => (
            <Link
              key={page.to}
              to={page.to}
              className={styles.link}
              aria-current={page.to === current ? 'page' : undefined}
              title={narrow ? t(`page.${page.name}`) : undefined}
            >
              <Icon data={page.icon} size={16} />
              <span className={styles.name}>{t(`page.${page.name}`)}</span>
            </Link>
          ))}
        </div>
      ))}
      <button type="button" className={styles.fold} onClick={toggle} aria-expanded={!narrow}>
        <Icon data={narrow ? ChevronsRight : ChevronsLeft} size={16} />
        <span className={styles.name}>{t('rail.fold')}</span>
        {narrow && <span className="o-visually-hidden">{t('rail.unfold')}</span>}
      </button>
    </nav>
  );
}
