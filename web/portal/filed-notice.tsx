import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FiledAppeal } from '../../contract/index.ts';
import { followTokenIn } from './follow-token.ts';
import styles from './portal.module.css';
import { useMunicipalityName, usePublicDates } from './public-region.ts';

interface FiledNoticeProps {
  filed: FiledAppeal;
  onAnother: () => void;
}

/** The end of filing: number, link to keep, who answers and until when. */
export function FiledNotice({ filed, onAnother }: FiledNoticeProps) {
  const { t } = useTranslation('portal');
  const { date } = usePublicDates();
  const nameOf = useMunicipalityName();
  const [copied, setCopied] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const address = new URL(filed.followUrl, location.href);
  const token = followTokenIn(address.pathname);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address.href);
    } catch {
      // No clipboard without https: the old way through a selected field.
      const field = document.getElementById('follow-link') as HTMLInputElement;
      field.select();
      document.execCommand('copy');
    }
    setCopied(true);
  };
  return (
    <section>
      <h1 className={styles.h1} ref={heading} tabIndex={-1}>
        {t('filed.title')}
      </h1>
      <p className={styles.number}>{t('filed.number', { number: filed.number })}</p>
      {filed.repeated && <p className={styles.chosen}>{t('filed.repeated')}</p>}
      <dl className={styles.facts}>
        <div>
          <dt>{t('filed.who')}</dt>
          <dd>{filed.organisation}</dd>
        </div>
        <div>
          <dt>{t('filed.until')}</dt>
          <dd>{date(filed.dueAt)}</dd>
        </div>
        {filed.topic && (
          <div>
            <dt>{t('filed.topic')}</dt>
            <dd>{filed.topic.name}</dd>
          </div>
        )}
        {filed.municipality && (
          <div>
            <dt>{t('filed.where')}</dt>
            <dd>{nameOf(filed.municipality)}</dd>
          </div>
        )}
      </dl>
      <div className={styles.card}>
        <label className={styles.label} htmlFor="follow-link">
          {t('filed.link')}
        </label>
        <p className={styles.hint}>{t('filed.linkHint')}</p>
        <input
          id="follow-link"
          className={styles.input}
          readOnly
          value={address.href}
          onFocus={(event) => event.target.select()}
        />
        <div className={styles.row}>
          <button type="button" className={styles.primary} onClick={() => void copy()}>
            {t('filed.copy')}
          </button>
          <Link to="/follow/$token" params={{ token }} className={styles.secondary}>
            {t('filed.open')}
          </Link>
        </div>
        <p role="status" className={styles.hint}>
          {copied && t('filed.copied')}
        </p>
      </div>
      <button type="button" className={styles.link} onClick={onAnother}>
        {t('filed.another')}
      </button>
    </section>
  );
}
