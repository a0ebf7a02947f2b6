import { CircleQuestion, Magnifier } from '@gravity-ui/icons';
import { Button, Icon } from '@gravity-ui/uikit';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useRegistry } from '../api/registry.ts';
import { AccountMenu } from './account-menu.tsx';
import { MentionMark } from './mention-mark.tsx';
import styles from './top-line.module.css';

interface TopLineProps {
  onSearch: () => void;
  onKeys: () => void;
}

export function TopLine({ onSearch, onKeys }: TopLineProps) {
  const { t } = useTranslation('shell');
  const { region } = useRegistry();
  return (
    <header className={styles.top}>
      <Link to="/" className={styles.brand} title={t('toHome')}>
        <img src="/icon.svg" alt="" width={22} height={22} />
        <span>{t('product')}</span>
      </Link>
      <span className={styles.region} title={region?.name}>
        {region?.name}
      </span>
      <button type="button" className={styles.search} onClick={onSearch}>
        <Icon data={Magnifier} size={16} />
        <span className={styles.searchText}>{t('search')}</span>
        <kbd>Ctrl K</kbd>
      </button>
      <Button
        view="flat"
        size="m"
        onClick={onKeys}
        title={t('keys')}
        aria-label={t('keys')}
        className={styles.keys}
      >
        <Icon data={CircleQuestion} size={16} />
      </Button>
      <MentionMark />
      <AccountMenu />
    </header>
  );
}
