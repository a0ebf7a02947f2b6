import { Button, TextInput } from '@gravity-ui/uikit';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/client.ts';
import { describeError } from '../api/problem-error.ts';
import { sessionQuery } from '../api/session.ts';
import { useAddressSearch } from '../filters/use-address-search.ts';
import { useFormat } from '../format/use-format.ts';
import { Bars } from '../layout/bars.tsx';
import { Notice } from '../layout/notice.tsx';
import { ProblemNotice } from '../layout/problem-notice.tsx';
import { Labelled } from '../reception/labelled.tsx';
import { CampaignSummaryView } from './campaign-summary.tsx';
import styles from './campaigns.module.css';

/** Кампании: declared calls on a theme, and what came of each. The one looked at stands in the address. */
export function CampaignsPage() {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const { search, change } = useAddressSearch();
  const session = useQuery(sessionQuery);
  const mayCreate = session.data?.permissions.includes('exports.make') ?? false;
  const query = useQuery({ queryKey: ['campaigns'], queryFn: ({ signal }) => call('campaigns', { signal }) });
  if (query.isPending) return <Bars rows={8} />;
  if (query.isError) return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
  const { rows } = query.data;
  const chosen = rows.find((row) => row.id === search.campaign) ?? rows[0];
  return (
    <div className={styles.page}>
      <div className={styles.left}>
        <h1>{t('title')}</h1>
        <ul className={styles.list}>
          {rows.map((row) => (
            <li key={row.id}>
              <button
                type="button"
                aria-current={row.id === chosen?.id}
                onClick={() => change({ campaign: row.id })}
              >
                <b>{row.name}</b>
                <span>
                  {format.period(row.from, row.to)} · {t('cases', { count: row.count })}
                  {row.open && ` · ${t('open')}`}
                </span>
              </button>
            </li>
          ))}
        </ul>
        {mayCreate && <NewCampaignForm />}
      </div>
      {chosen ? (
        <CampaignSummaryView key={chosen.id} id={chosen.id} />
      ) : (
        <Notice role="status" title={t('empty')}>
          {t('emptyDetail')}
        </Notice>
      )}
    </div>
  );
}

const EMPTY = { name: '', theme: '', speakers: '', tag: '', from: '', to: '' };
const TEXTS = ['name', 'theme', 'speakers', 'tag'] as const;

function NewCampaignForm() {
  const { t } = useTranslation('campaigns');
  const client = useQueryClient();
  const [values, setValues] = useState(EMPTY);
  const create = useMutation({
    mutationFn: () => call('createCampaign', { body: values }),
    onSuccess: () => {
      setValues(EMPTY);
      return client.invalidateQueries({ queryKey: ['campaigns'] });
    },
  });
  const problem = create.isError ? describeError(create.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <h2>{t('new')}</h2>
      {TEXTS.map((name) => (
        <Labelled key={name} label={t(`field.${name}`)} error={problem?.errors?.[name]}>
          {(id) => (
            <TextInput
              id={id}
              value={values[name]}
              onUpdate={(value) => setValues({ ...values, [name]: value })}
            />
          )}
        </Labelled>
      ))}
      {(['from', 'to'] as const).map((name) => (
        <Labelled key={name} label={t(`field.${name}`)} error={problem?.errors?.[name]}>
          {(id) => (
            <input
              id={id}
              type="date"
              className={styles.native}
              value={values[name]}
              onChange={(event) => setValues({ ...values, [name]: event.target.value })}
            />
          )}
        </Labelled>
      ))}
      {problem && !problem.errors && (
        <p role="alert" className={styles.error}>
          {problem.title}. {problem.detail}
        </p>
      )}
      <Button type="submit" view="action" loading={create.isPending}>
        {t('create')}
      </Button>
    </form>
  );
}
