import { Dialog, Select, Switch, TextArea, TextInput } from '@gravity-ui/uikit';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerTemplate } from '../../contract/case-file.ts';
import { OUTCOMES, type Outcome } from '../../contract/vocabulary.ts';
import { call } from '../api/client.ts';
import { useRegistry } from '../api/registry.ts';
import { useFormat } from '../format/use-format.ts';
import { toaster } from '../theme/toaster.ts';
import { Refused } from './refused.tsx';
import styles from './templates-page.module.css';

export const BLOCKS = ['understood', 'cause', 'plan'] as const;
const EVERY = '-';

/** A template being written or changed; what stood there before can be taken back. */
export function TemplateDialog({
  template,
  onClose,
}: {
  template: AnswerTemplate | null;
  onClose: () => void;
}) {
  const { t } = useTranslation(['casefile', 'vocabulary', 'casework', 'shell', 'chains']);
  const registry = useRegistry();
  const client = useQueryClient();
  const [value, setValue] = useState({
    topic: template?.topic ?? null,
    outcome: template?.outcome ?? null,
    title: template?.title ?? '',
    understood: template?.understood ?? '',
    cause: template?.cause ?? '',
    plan: template?.plan ?? '',
    enabled: template?.enabled ?? true,
  });
  const save = useMutation({
    mutationFn: async () => {
      if (template === null) await call('saveTemplate', { body: value });
      else
        await call('changeTemplate', {
          params: { id: template.id },
          body: { ...value, edition: template.edition },
        });
    },
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
      <Dialog.Header caption={template?.title ?? t('template.add')} id="template-title" />
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
          <Switch checked={value.enabled} onUpdate={(enabled) => setValue({ ...value, enabled })}>
            {t('chains:offered')}
          </Switch>
          {template && <Editions id={template.id} onTake={(text) => setValue({ ...value, ...text })} />}
          <Refused error={save.error} />
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

type EditionText = Pick<AnswerTemplate, 'title' | (typeof BLOCKS)[number]>;

function Editions({ id, onTake }: { id: string; onTake: (text: EditionText) => void }) {
  const { t } = useTranslation('chains');
  const format = useFormat();
  const { data } = useQuery({
    queryKey: ['templates', 'editions', id],
    queryFn: ({ signal }) => call('templateEditions', { params: { id }, signal }),
  });
  const rows = data?.rows ?? [];
  if (rows.length < 2) return null;
  return (
    <Select
      placeholder={t('chains:editions', { count: rows.length })}
      aria-label={t('chains:editions', { count: rows.length })}
      width="max"
      value={[]}
      onUpdate={([edition]) => {
        const row = rows.find((each) => String(each.edition) === edition);
        if (row) onTake({ title: row.title, understood: row.understood, cause: row.cause, plan: row.plan });
      }}
      options={rows.map((row) => ({
        value: String(row.edition),
        content: `${t('chains:edition', { number: row.edition, when: format.moment(row.at) })} · ${row.authorName ?? row.login}`,
      }))}
    />
  );
}
