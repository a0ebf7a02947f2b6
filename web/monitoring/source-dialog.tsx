import { Dialog, Select, Switch, TextArea, TextInput } from '@gravity-ui/uikit';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NETWORKS, READINGS, type SaveSource, SOURCE_KINDS, type Source } from '../../contract/monitoring.ts';
import { call } from '../api/client.ts';
import { describeError, ProblemError } from '../api/problem-error.ts';
import { useRegistry } from '../api/registry.ts';
import { useBodyOptions } from '../pickers/body-select.tsx';
import styles from './monitoring.module.css';

interface SourceDialogProps {
  /** null: a new one. */
  source: Source | null;
  onClose: () => void;
  onDone: () => void;
}

const BLANK: SaveSource = {
  kind: 'community',
  network: 'vk',
  name: '',
  address: '',
  organisation: null,
  municipality: null,
  audience: null,
  reading: 'vk_search',
  queries: [],
  enabled: true,
};

/** One source: what it is, whose, about what place, and how it is read. */
export function SourceDialog({ source, onClose, onDone }: SourceDialogProps) {
  const { t } = useTranslation('monitoring');
  const registry = useRegistry();
  const bodies = useBodyOptions();
  const [value, setValue] = useState<SaveSource>(source ?? BLANK);
  const change = (part: Partial<SaveSource>) => setValue((now) => ({ ...now, ...part }));
  const save = useMutation({
    mutationFn: async () => {
      const body = { ...value, queries: value.queries.map((line) => line.trim()).filter(Boolean) };
      if (source) await call('saveSource', { params: { id: source.id }, body });
      else await call('addSource', { body });
    },
    onSuccess: () => {
      onDone();
      onClose();
    },
  });
  const problem = save.isError ? describeError(save.error) : null;
  const errors = save.error instanceof ProblemError ? (save.error.problem?.errors ?? {}) : {};
  const named = useMemo(
    () => ({
      organisation: bodies,
      municipality: registry.municipalities.map(({ code, name }) => ({
        value: code,
        content: name,
        text: name,
      })),
    }),
    [registry, bodies],
  );
  const field = (name: keyof SaveSource, children: ReactNode, wide = false) => (
    <div className={styles.field} data-wide={wide || undefined}>
      <label htmlFor={`source-${name}`}>{t(`field.${name}`)}</label>
      {children}
      {errors[name] && <span className={styles.refusal}>{errors[name]}</span>}
    </div>
  );
  const oneOf = (name: 'kind' | 'network' | 'reading', values: readonly string[]) =>
    field(
      name,
      <Select
        id={`source-${name}`}
        width="max"
        value={[value[name]]}
        onUpdate={([given]) => change({ [name]: given })}
        options={values.map((each) => ({ value: each, content: t(`${name}.${each}`) }))}
      />,
    );
  const code = (name: 'organisation' | 'municipality') =>
    field(
      name,
      <Select
        id={`source-${name}`}
        width="max"
        filterable
        hasClear
        placeholder={t('field.none')}
        value={value[name] ? [value[name]] : []}
        onUpdate={([given]) => change({ [name]: given ?? null })}
        options={named[name]}
      />,
    );
  return (
    <Dialog open onClose={onClose} size="m" aria-labelledby="source-title" disableHeightTransition>
      <Dialog.Header caption={source ? source.name : t('source.add')} id="source-title" />
      <Dialog.Body>
        <div className={styles.form}>
          {field(
            'name',
            <TextInput id="source-name" autoFocus value={value.name} onUpdate={(name) => change({ name })} />,
            true,
          )}
          {field(
            'address',
            <TextInput
              id="source-address"
              placeholder={t(value.reading === 'feed' ? 'field.feedExample' : 'field.addressExample')}
              value={value.address}
              onUpdate={(address) => change({ address })}
            />,
            true,
          )}
          {oneOf('kind', SOURCE_KINDS)}
          {oneOf('network', NETWORKS)}
          {code('organisation')}
          {code('municipality')}
          {oneOf('reading', READINGS)}
          {field(
            'audience',
            <TextInput
              id="source-audience"
              controlProps={{ inputMode: 'numeric' }}
              value={value.audience === null ? '' : String(value.audience)}
              onUpdate={(text) => change({ audience: Number(text.replace(/\D/g, '')) || null })}
            />,
          )}
          <p className={styles.hint}>{t(`readingHint.${value.reading}`)}</p>
          {value.reading === 'vk_search' &&
            field(
              'queries',
              <TextArea
                id="source-queries"
                minRows={3}
                placeholder={t('field.queriesExample')}
                value={value.queries.join('\n')}
                onUpdate={(text) => change({ queries: text.split('\n') })}
              />,
              true,
            )}
          <Switch
            checked={value.enabled}
            onUpdate={(enabled) => change({ enabled })}
            content={t('field.enabled')}
          />
        </div>
        {problem && (
          <p role="alert" className={styles.refusal}>
            {problem.title}. {problem.detail}
          </p>
        )}
      </Dialog.Body>
      <Dialog.Footer
        textButtonApply={t('save')}
        textButtonCancel={t('cancel')}
        onClickButtonCancel={onClose}
        onClickButtonApply={() => save.mutate()}
        propsButtonApply={{
          loading: save.isPending,
          disabled: value.name.trim().length < 2 || value.address === '',
        }}
      />
    </Dialog>
  );
}
