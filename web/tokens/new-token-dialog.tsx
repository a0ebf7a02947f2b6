import { Checkbox, Dialog, Select, TextInput } from '@gravity-ui/uikit';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ROLE_PERMISSIONS } from '../../contract/access.ts';
import { type CreateToken, TOKEN_SCOPES } from '../../contract/tokens.ts';
import { call } from '../api/client.ts';
import { describeError, problemWords } from '../api/problem-error.ts';
import { usePeople } from '../people/use-people.ts';
import { Labelled } from '../reception/labelled.tsx';
import { KeyOnce } from './key-once.tsx';
import styles from './tokens.module.css';

const TERMS = [30, 90, 180, 365] as const;
const RATES = [10, 60, 300, 1200] as const;
const EMPTY: CreateToken = { name: '', owner: '', scopes: [], perMinute: 60, days: 90 };

/** A new key: for what system, in whose name, how far and how long; then the key itself, once. */
export function NewTokenDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['tokens', 'shell']);
  const client = useQueryClient();
  const people = usePeople().data?.people.filter(({ disabled }) => !disabled) ?? [];
  const [value, setValue] = useState(EMPTY);
  const create = useMutation({
    mutationFn: () => call('createToken', { body: value }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['tokens'] }),
  });
  const role = people.find(({ login }) => login === value.owner)?.role;
  const offered = role ? TOKEN_SCOPES.filter((scope) => ROLE_PERMISSIONS[role].includes(scope)) : [];
  const problem = create.isError ? describeError(create.error) : null;
  const toggle = (scope: CreateToken['scopes'][number], on: boolean) =>
    setValue({
      ...value,
      scopes: on ? [...value.scopes, scope] : value.scopes.filter((each) => each !== scope),
    });
  const made = create.data;
  return (
    <Dialog
      open
      onClose={onClose}
      size="m"
      aria-labelledby="token-title"
      disableHeightTransition
      // A stray click must not take away what is shown once.
      disableOutsideClick={made !== undefined}
    >
      <Dialog.Header caption={made ? t('made_title') : t('add')} id="token-title" />
      <Dialog.Body>
        {made ? (
          <KeyOnce made={made} />
        ) : (
          <div className={styles.form}>
            <Labelled label={t('field.name')} error={problem?.errors?.name}>
              {(id) => (
                <TextInput
                  id={id}
                  autoFocus
                  value={value.name}
                  placeholder={t('field.nameHint')}
                  onUpdate={(name) => setValue({ ...value, name })}
                />
              )}
            </Labelled>
            <Labelled label={t('field.owner')} error={problem?.errors?.owner}>
              {(id) => (
                <Select
                  id={id}
                  width="max"
                  filterable
                  placeholder={t('field.ownerHint')}
                  value={value.owner ? [value.owner] : []}
                  onUpdate={([owner]) => setValue({ ...value, owner: owner ?? '', scopes: [] })}
                  options={people.map((person) => ({
                    value: person.login,
                    content: `${person.name}, ${t(`shell:role.${person.role}`).toLocaleLowerCase('ru')}`,
                    text: `${person.name} ${person.login}`,
                  }))}
                />
              )}
            </Labelled>
            <fieldset className={styles.choice}>
              <legend>{t('field.scopes')}</legend>
              {role ? (
                offered.map((scope) => (
                  <Checkbox
                    key={scope}
                    checked={value.scopes.includes(scope)}
                    onUpdate={(on) => toggle(scope, on)}
                    content={t(`scope.${scope}`)}
                  />
                ))
              ) : (
                <p className={styles.none}>{t('field.ownerFirst')}</p>
              )}
            </fieldset>
            <div className={styles.two}>
              <Labelled label={t('field.days')}>
                {(id) => (
                  <Select
                    id={id}
                    width="max"
                    value={[String(value.days)]}
                    onUpdate={([days]) => setValue({ ...value, days: Number(days) })}
                    options={TERMS.map((days) => ({
                      value: String(days),
                      content: t('days', { count: days }),
                    }))}
                  />
                )}
              </Labelled>
              <Labelled label={t('field.perMinute')}>
                {(id) => (
                  <Select
                    id={id}
                    width="max"
                    value={[String(value.perMinute)]}
                    onUpdate={([rate]) => setValue({ ...value, perMinute: Number(rate) })}
                    options={RATES.map((rate) => ({ value: String(rate), content: String(rate) }))}
                  />
                )}
              </Labelled>
            </div>
            {problem && (
              <p className={styles.refusal} role="alert">
                {problemWords(problem)}
              </p>
            )}
          </div>
        )}
      </Dialog.Body>
      {made ? (
        <Dialog.Footer textButtonApply={t('saved')} onClickButtonApply={onClose} />
      ) : (
        <Dialog.Footer
          textButtonApply={t('create')}
          textButtonCancel={t('shell:cancel')}
          loading={create.isPending}
          propsButtonApply={{
            disabled: value.name.trim().length < 3 || !value.owner || value.scopes.length === 0,
          }}
          onClickButtonApply={() => create.mutate()}
          onClickButtonCancel={onClose}
        />
      )}
    </Dialog>
  );
}
