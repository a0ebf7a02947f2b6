import { Button } from '@gravity-ui/uikit';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useRegistry } from '../api/registry.ts';
import { useFormat } from '../format/use-format.ts';
import { useKey } from '../palette/use-key.ts';
import styles from './reception.module.css';
import type { Filed } from './use-card.ts';

interface ReceiptProps {
  filed: Filed;
  onAnother: () => void;
}

/** What the visitor takes along: number, who answers, until when, and where to look. Only the sheet is printed. */
export function Receipt({ filed, onAnother }: ReceiptProps) {
  const { t } = useTranslation('reception');
  const registry = useRegistry();
  const format = useFormat();
  useKey('n', onAnother);
  useKey('p', () => window.print());
  const { receipt, card, channel, scanProblem } = filed;
  const address = `${location.origin}${receipt.followUrl}`;
  return (
    <div className={styles.done}>
      <article className={styles.sheet}>
        <p className={styles.quiet}>{registry.region?.name}</p>
        <h1>{t('receipt.title', { number: receipt.number })}</h1>
        <dl className={styles.facts}>
          <dt>{t('receipt.registered')}</dt>
          <dd>{format.full(receipt.registeredAt)}</dd>
          {channel === 'paper' && (
            <>
              <dt>{t('field.receivedOn')}</dt>
              <dd>{format.longDay(card.receivedOn)}</dd>
            </>
          )}
          <dt>{t('receipt.channel')}</dt>
          <dd>
            {t(`vocabulary:channel.${channel}`)}
            {channel === 'mfc' && ` · ${card.office}`}
          </dd>
          {card.name && (
            <>
              <dt>{t('field.name')}</dt>
              <dd>{card.name}</dd>
            </>
          )}
          <dt>{t('receipt.body')}</dt>
          <dd>{receipt.organisation}</dd>
          <dt>{t('receipt.due')}</dt>
          <dd>{format.full(receipt.dueAt)}</dd>
        </dl>
        <p className={styles.own}>{card.text}</p>
        <p>
          {t('receipt.follow')}
          <br />
          <b className={styles.link}>{address}</b>
        </p>
      </article>
      {receipt.registrationLate && (
        <p role="alert" className={styles.error}>
          {t('receipt.late', { day: format.full(receipt.registrationDueAt!) })}
        </p>
      )}
      {scanProblem && (
        <p role="alert" className={styles.error}>
          {t('receipt.scanProblem', { problem: scanProblem })}
        </p>
      )}
      <div className={styles.acts}>
        <Button view="action" size="l" onClick={onAnother} autoFocus>
          {t('receipt.another')} <kbd>N</kbd>
        </Button>
        <Button view="outlined" size="l" onClick={() => window.print()}>
          {t('receipt.print')} <kbd>P</kbd>
        </Button>
        <Link to="/appeals/$id" params={{ id: receipt.id }}>
          {t('receipt.open')}
        </Link>
      </div>
    </div>
  );
}
