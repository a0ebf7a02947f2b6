import { Button, TextInput } from '@gravity-ui/uikit';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Letterhead } from '../../contract/letters.ts';
import { call } from '../api/client.ts';
import { describeError, problemWords } from '../api/problem-error.ts';
import { useRegistry } from '../api/registry.ts';
import { sessionQuery, useMay } from '../api/session.ts';
import { useAddressSearch } from '../filters/use-address-search.ts';
import { Bars } from '../layout/bars.tsx';
import { ProblemNotice } from '../layout/problem-notice.tsx';
import { BodySelect } from '../pickers/body-select.tsx';
import { Labelled } from '../reception/labelled.tsx';
import { toaster } from '../theme/toaster.ts';
import styles from './post-page.module.css';

const FIELDS = ['address', 'phone', 'email', 'signerPosition', 'signerName', 'numberPrefix'] as const;

/** What stands over and under a body's letters. */
export function LetterheadForm() {
  const { t } = useTranslation('letters');
  const registry = useRegistry();
  const session = useQuery(sessionQuery);
  const { search, change } = useAddressSearch();
  const body = search.body ?? session.data?.organisation ?? registry.organisations[0]?.code;
  const query = useQuery({
    queryKey: ['letterhead', body],
    queryFn: ({ signal }) => call('letterhead', { params: { organisation: body! }, signal }),
    enabled: body !== undefined,
  });
  return (
    <>
      <div className={styles.form}>
        <Labelled label={t('head.body')} wide>
          {(id) => <BodySelect id={id} value={body} onChange={(code) => change({ body: code })} />}
        </Labelled>
      </div>
      {query.isPending && <Bars rows={4} />}
      {query.isError && <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && <Fields key={body} body={body!} saved={query.data} />}
    </>
  );
}

function Fields({ body, saved }: { body: string; saved: Letterhead }) {
  const { t } = useTranslation('letters');
  const client = useQueryClient();
  const may = useMay('templates.change');
  const [head, setHead] = useState(saved);
  const save = useMutation({
    mutationFn: () => call('saveLetterhead', { params: { organisation: body }, body: head }),
    onSuccess: (kept) => {
      client.setQueryData(['letterhead', body], kept);
      toaster.add({ name: 'letterhead', theme: 'success', title: t('head.saved') });
    },
  });
  const problem = save.isError ? describeError(save.error) : null;
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {FIELDS.map((name) => (
        <Labelled
          key={name}
          label={t(`head.${name}`)}
          error={problem?.errors?.[name]}
          wide={name === 'address'}
        >
          {(id) => (
            <TextInput
              id={id}
              disabled={!may}
              value={head[name]}
              onUpdate={(value) => setHead({ ...head, [name]: value })}
            />
          )}
        </Labelled>
      ))}
      {problem && !problem.errors && (
        <p role="alert" className={styles.wide}>
          {problemWords(problem)}
        </p>
      )}
      <div className={styles.wide}>
        {may ? (
          <Button type="submit" view="action" loading={save.isPending}>
            {t('head.save')}
          </Button>
        ) : (
          t('head.readOnly')
        )}
      </div>
    </form>
  );
}
