import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CasePackage } from '../../contract/exchange.ts';
import type { Problem } from '../../contract/problem.ts';
import { call } from '../api/client.ts';
import { describeError } from '../api/problem-error.ts';
import { Refusal } from '../layout/refusal.tsx';
import styles from '../reception/reception.module.css';
import { JsonPicker } from './json-picker.tsx';

/** Принять пакет: a case that another region has handed to this one. */
export function TakePackage() {
  const { t } = useTranslation('exchange');
  const [problem, setProblem] = useState<Problem | null>(null);
  const take = useMutation({
    mutationFn: (body: CasePackage) => call('takePackage', { body }),
    onMutate: () => setProblem(null),
    onError: (error) => setProblem(describeError(error)),
  });
  return (
    <section className={styles.panel}>
      <h2>{t('transfer.takeTitle')}</h2>
      <p className={styles.quiet}>{t('transfer.takeAbout')}</p>
      <JsonPicker
        label={t('transfer.take')}
        schema={CasePackage}
        busy={take.isPending}
        onFile={(body) => take.mutate(body)}
        onProblem={setProblem}
      />
      {take.data && (
        <p role="status">
          {t(take.data.repeated ? 'transfer.takenAgain' : 'transfer.taken', { number: take.data.number })}{' '}
          <Link to="/appeals/$id" params={{ id: take.data.id }}>
            {t('transfer.open')}
          </Link>
        </p>
      )}
      <Refusal problem={problem} />
    </section>
  );
}
