import { Check, Copy } from '@gravity-ui/icons';
import { Button, CopyToClipboard, Icon } from '@gravity-ui/uikit';
import { useTranslation } from 'react-i18next';
import type { CreatedToken } from '../../contract/tokens.ts';
import styles from './tokens.module.css';

/** The key, the one time it is shown, and how a program uses it. */
export function KeyOnce({ made }: { made: CreatedToken }) {
  const { t } = useTranslation('tokens');
  const example = `curl -H "Authorization: Bearer ${made.prefix}…" ${location.origin}/api/session`;
  return (
    <div className={styles.once}>
      <p>{t('once')}</p>
      <code className={styles.key}>{made.token}</code>
      <CopyToClipboard text={made.token} timeout={2000}>
        {(state) => (
          <Button view="action">
            <Icon data={state === 'success' ? Check : Copy} size={16} />
            {t(state === 'success' ? 'copied' : 'copy')}
          </Button>
        )}
      </CopyToClipboard>
      <p className={styles.none}>{t('example')}</p>
      <code className={styles.example}>{example}</code>
    </div>
  );
}
