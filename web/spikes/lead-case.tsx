import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { SpikeLead } from '../../contract/index.ts';
import { useRegistry } from '../api/registry.ts';
import styles from './spike-page.module.css';

/** The case that the spike's appeals were joined under: who holds it, how it stands, what it was closed with. */
export function LeadCase({ lead }: { lead: SpikeLead }) {
  const { t } = useTranslation('spikes');
  const registry = useRegistry();
  return (
    <section className={styles.lead}>
      <h2>{t('lead.title')}</h2>
      <p>
        <Link to="/appeals/$id" params={{ id: lead.id }}>
          {t('lead.number', { number: lead.number })}
        </Link>{' '}
        · {t(`vocabulary:status.${lead.status}`)}
        {lead.outcome && ` · ${t(`vocabulary:outcome.${lead.outcome}`)}`}
      </p>
      <p className={styles.quiet}>
        {registry.organisationName(lead.organisation)}
        {lead.assigneeName && `, ${lead.assigneeName}`}
      </p>
      <p className={styles.quiet}>{t('lead.followers', { count: lead.followers })}</p>
    </section>
  );
}
