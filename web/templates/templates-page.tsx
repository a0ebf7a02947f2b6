import { Button, Dialog, Select, TextArea, TextInput } from '@gravity-ui/uikit';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { AnswerTemplate } from '../../contract/case-file.ts';
import { OUTCOMES, type Outcome } from '../../contract/vocabulary.ts';
import { call } from '../api/client.ts';
import { describeError } from '../api/problem-error.ts';
import { useRegistry } from '../api/registry.ts';
import { useFormat } from '../format/use-format.ts';
import { Bars } from '../layout/bars.tsx';
import { Notice } from '../layout/notice.tsx';
import { ProblemNotice } from '../layout/problem-notice.tsx';
import { toaster } from '../theme/toaster.ts';
import styles from './templates-page.module.css';

type SaveTemplate = Omit<z.infer<typeof AnswerTemplate>, 'id'>;

const BLOCKS = ['understood', 'cause', 'plan'] as const;
const EMPTY: SaveTemplate = { topic: null, outcome: null, title: '', understood: '', cause: '', plan: '' };
const EVERY = '-';

/** Заготовки ответов: which there are, for which topics; a new one, one gone. */
export function TemplatesPage() {
  const { t } = useTranslation(['casefile', 'vocabulary']);
  const registry = useRegistry();
  const format = useFormat();
  const client = useQueryClient();
  const [adding, setAdding] = useState(false);
  const query = useQuery({
    queryKey: ['templates', ''],
    queryFn: ({ signal }) => call('templates', { query: {}, signal }),
  });
  const remove = useMutation({
    mutationFn: (id: string) => call('deleteTemplate', { params: { id } }),
    onSuccess: () => toaster.add({ name: 'template', title: t('template.removed'), autoHiding: 5000 }),
    onSettled: () => client.invalidateQueries({ queryKey: ['templates'] }),
  });
  const rows = query.data?.rows ?? [];
  const add = (
    <Button view="action" onClick={() => setAdding(true)}>
      {t('template.add')}
    </Button>
  );
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div>
          <h1>{t('template.title')}</h1>
          <p>{t('template.about')}</p>
        </div>
        {rows.length > 0 && add}
      </header>
      {remove.error && <p role="alert">{describeError(remove.error).detail}</p>}
      {query.isPending ? (
        <Bars rows={5} height={64} />
      ) : query.isError ? (
        <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      ) : rows.length === 0 ? (
        <Notice role="status" title={t('template.empty')} action={add}>
          {t('template.emptyDetail')}
        </Notice>
      ) : (
        <>
          <strong role="status">
            {t('template.count', { count: rows.length, number: format.number(rows.length) })}
          </strong>
          <ul className={styles.list}>
            {rows.map((row) => (
              <li key={row.id}>
                <div>
                  <b>{row.title}</b>
                  <small>
                    {[
                      row.topic ? registry.topicPath(row.topic) : t('template.everyTopic'),
                      row.outcome && t(`vocabulary:outcome.${row.outcome}`),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </small>
                  <p>
                    {BLOCKS.map((block) => row[block])
                      .filter(Boolean)
                      .join(' · ')}
                  </p>
                </div>
                <Button size="s" disabled={remove.isPending} onClick={() => remove.mutate(row.id)}>
                  {t('template.remove')}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
      {adding && <TemplateDialog onClose={() => setAdding(false)} />}
    </div>
  );
}

function TemplateDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['casefile', 'vocabulary', 'casework', 'shell']);
  const registry = useRegistry();
  const client = useQueryClient();
  const [value, setValue] = useState(EMPTY);
  const save = useMutation({
    mutationFn: () => call('saveTemplate', { body: value }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['templates'] });
      toaster.add({ name: 'template', title: t('template.saved'), autoHiding: 5000 });
      onClose();
    },
  });
  const topics = registry.topics.map((topic) => ({
    value: topic.code,
    content: registry.topicPath(topic.code),
    text: registry.topicPath(topic.code),
  }));
  return (
    <Dialog open onClose={onClose} size="m" aria-labelledby="template-title" disableHeightTransition>
      <Dialog.Header caption={t('template.add')} id="template-title" />
      <Dialog.Body>
        <div className={styles.form}>
          <label htmlFor="template-name">{t('template.name')}</label>
          <TextInput
            id="template-name"
            autoFocus
            value={value.title}
            onUpdate={(title) => setValue({ ...value, title })}
          />
          <label htmlFor="template-topic">{t('template.topic')}</label>
          <Select
            id="template-topic"
            width="max"
            filterable
            value={[value.topic ?? EVERY]}
            onUpdate={([topic]) => setValue({ ...value, topic: topic === EVERY ? null : (topic ?? null) })}
            options={[
              { value: EVERY, content: t('template.everyTopic'), text: t('template.everyTopic') },
              ...topics,
            ]}
          />
          <label htmlFor="template-outcome">{t('template.outcome')}</label>
          <Select
            id="template-outcome"
            width="max"
            value={[value.outcome ?? EVERY]}
            onUpdate={([outcome]) =>
              setValue({ ...value, outcome: outcome === EVERY ? null : (outcome as Outcome) })
            }
            options={[
              { value: EVERY, content: t('template.anyOutcome') },
              ...OUTCOMES.map((each) => ({
                value: each as string,
                content: t(`vocabulary:outcome.${each}`),
              })),
            ]}
          />
          {BLOCKS.map((block) => (
            <div key={block} className={styles.block}>
              <label htmlFor={`template-${block}`}>{t(`casework:answer.${block}`)}</label>
              <TextArea
                id={`template-${block}`}
                minRows={3}
                maxRows={10}
                value={value[block]}
                onUpdate={(text) => setValue({ ...value, [block]: text })}
              />
            </div>
          ))}
          {save.error && (
            <p className={styles.refusal} role="alert">
              {describeError(save.error).detail ?? describeError(save.error).title}
            </p>
          )}
        </div>
      </Dialog.Body>
      <Dialog.Footer
        textButtonApply={t('save')}
        textButtonCancel={t('shell:cancel')}
        loading={save.isPending}
        propsButtonApply={{
          disabled: value.title.trim().length < 2 || BLOCKS.every((block) => value[block].trim() === ''),
        }}
        onClickButtonApply={() => save.mutate()}
        onClickButtonCancel={onClose}
      />
    </Dialog>
  );
}
