import { Button, TextInput } from '@gravity-ui/uikit';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DurationFigures, ProcessEffect } from '../../contract/index.ts';
import { call } from '../api/client.ts';
import { useRegistry } from '../api/registry.ts';
import { useSession } from '../api/session.ts';
import { useAddressSearch } from '../filters/use-address-search.ts';
import { useFormat } from '../format/use-format.ts';
import { ProblemNotice } from '../layout/problem-notice.tsx';
import { tellRefusal } from '../layout/tell-refusal.ts';
import styles from './kpi-page.module.css';

/** Что дали изменения порядка: consideration before and after the day, in working days, with n and interval. */
export function ProcessEffectSection() {
  const { t } = useTranslation('kpi');
  const { search, change } = useAddressSearch();
  const session = useSession();
  const days = Number(search.stretch ?? 30);
  const query = useQuery({
    queryKey: ['process-effect', days],
    queryFn: ({ signal }) => call('processEffect', { query: { days }, signal }),
    staleTime: 60_000,
  });
  return (
    <section className={styles.effect}>
      <h2>
        {t('effect.title')}
        {[30, 90].map((each) => (
          <Button
            key={each}
            size="s"
            view={days === each ? 'outlined-action' : 'flat'}
            aria-pressed={days === each}
            onClick={() => change({ stretch: each === 30 ? undefined : String(each) }, { replace: true })}
          >
            {t('effect.stretch', { days: each })}
          </Button>
        ))}
      </h2>
      {query.isError ? (
        <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      ) : query.data && query.data.rows.length > 0 ? (
        <Table rows={query.data.rows} />
      ) : (
        <p className={styles.n}>{t('effect.empty')}</p>
      )}
      {session?.permissions.includes('process.record') && <AddVersion />}
    </section>
  );
}

function Table({ rows }: { rows: ProcessEffect['rows'] }) {
  const { t } = useTranslation('kpi');
  const format = useFormat();
  const registry = useRegistry();
  const signed = (value: number) =>
    `${value > 0 ? '+' : value < 0 ? '−' : ''}${format.number(Math.abs(value), 1)}`;
  const side = (figures: DurationFigures) =>
    figures.mean === null ? (
      <td className={styles.n}>{t('effect.nothing')}</td>
    ) : (
      <td>
        <b>{format.number(figures.mean, 1)}</b>
        <small>
          {t('effect.spread', {
            median: format.number(figures.median!, 1),
            p90: format.number(figures.p90!, 1),
            max: format.number(figures.max!),
            n: format.number(figures.n),
          })}
        </small>
      </td>
    );
  return (
    <div className={styles.scroll}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('effect.what')}</th>
            <th scope="col">{t('effect.before')}</th>
            <th scope="col">{t('effect.after')}</th>
            <th scope="col">{t('effect.change')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                {row.title}
                <small>
                  {[
                    t('effect.since', { day: format.day(`${row.fromDay}T12:00:00Z`) }),
                    row.organisation && registry.organisationName(row.organisation),
                    row.topic && registry.topicName(row.topic),
                    row.description,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </small>
              </td>
              {side(row.before)}
              {side(row.after)}
              <td>
                {row.change ? (
                  <>
                    <b data-mood={row.change.high < 0 ? 'good' : row.change.low > 0 ? 'bad' : undefined}>
                      {t('effect.days', { number: signed(row.change.mean) })}
                    </b>
                    <small>
                      {t('effect.interval', {
                        low: signed(row.change.low),
                        high: signed(row.change.high),
                      })}
                      {!row.complete && ` · ${t('effect.incomplete')}`}
                    </small>
                  </>
                ) : (
                  <span className={styles.n}>{t('effect.tooFew')}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function AddVersion() {
  const { t } = useTranslation('kpi');
  const format = useFormat();
  const client = useQueryClient();
  const [title, setTitle] = useState('');
  const [fromDay, setFromDay] = useState(format.today);
  const add = useMutation({
    mutationFn: () => call('addProcessVersion', { body: { title, fromDay } }),
    onSuccess: () => {
      setTitle('');
      return client.invalidateQueries({ queryKey: ['process-effect'] });
    },
    onError: (error) => tellRefusal('process', error),
  });
  return (
    <form
      className={styles.add}
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate();
      }}
    >
      <TextInput
        value={title}
        onUpdate={setTitle}
        placeholder={t('effect.newTitle')}
        controlProps={{ 'aria-label': t('effect.newTitle') }}
      />
      <label>
        <span className="o-visually-hidden">{t('effect.newDay')}</span>
        <input
          type="date"
          value={fromDay}
          max={format.today}
          onChange={(event) => setFromDay(event.target.value)}
        />
      </label>
      <Button
        type="submit"
        view="outlined"
        loading={add.isPending}
        disabled={title.trim().length < 3 || !fromDay}
      >
        {t('effect.add')}
      </Button>
    </form>
  );
}
