import { Button, Dialog, Select, Switch, TextInput } from '@gravity-ui/uikit';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ROLES, type Role } from '../../contract/access.ts';
import type { Person, TemporaryGroup } from '../../contract/people.ts';
import { call } from '../api/client.ts';
import { useRegistry } from '../api/registry.ts';
import { useFormat } from '../format/use-format.ts';
import { Refusal } from '../layout/refusal.tsx';
import { toaster } from '../theme/toaster.ts';
import styles from './people.module.css';
import { usePeopleWork } from './use-people.ts';

const NONE = '-';
const LOGIN = /^[a-z0-9][a-z0-9._-]{1,49}$/i;

interface PersonSheetProps {
  /** null: a new person. */
  person: Person | null;
  taken: readonly string[];
  groups: readonly TemporaryGroup[];
  onClose: () => void;
}

/** One person: as what, of which body, with whose cases. What is saved holds at once: the person's sessions end. */
export function PersonSheet({ person, taken, groups, onClose }: PersonSheetProps) {
  const { t } = useTranslation(['people', 'shell']);
  const registry = useRegistry();
  const format = useFormat();
  const { work, busy, problem } = usePeopleWork();
  const [login, setLogin] = useState(person?.login ?? '');
  const [password, setPassword] = useState('');
  const [value, setValue] = useState({
    name: person?.name ?? '',
    role: person?.role ?? ('executor' as Role),
    organisation: person?.organisation ?? null,
    scope: person?.scope ?? { organisations: null, sectors: null, municipalities: null },
    disabled: person?.disabled ?? false,
    group: person?.group ?? null,
    skills: person?.skills ?? [],
    absentUntil: person?.absentUntil ?? null,
    notify: person?.notify ?? {},
  });
  const change = (part: Partial<typeof value>) => setValue((now) => ({ ...now, ...part }));
  const options = useMemo(
    () => ({
      bodies: named(registry.organisations),
      sectors: named(registry.sectors),
      municipalities: named(registry.municipalities),
      topics: registry.topics.map(({ code }) => option(code, registry.topicPath(code))),
    }),
    [registry],
  );
  const group = groups.find((each) => each.code === value.group);
  const loginWrong =
    person === null && login !== '' && (!LOGIN.test(login) || taken.includes(login))
      ? t(taken.includes(login) ? 'person.loginTaken' : 'person.loginWrong')
      : undefined;
  const ready =
    value.name.trim().length >= 2 &&
    (person !== null || (login !== '' && !loginWrong)) &&
    (person !== null ? password === '' || password.length >= 8 : password.length >= 8);
  const save = async () => {
    const body = { ...value, ...(password && { password }) };
    if (!(await work(() => call('savePerson', { params: { login }, body })))) return;
    toaster.add({ name: 'person', title: t('person.saved', { name: value.name }), autoHiding: 5000 });
    onClose();
  };
  const scopeField = (name: 'organisations' | 'sectors' | 'municipalities', choices: Option[]) => (
    <Field id={`person-${name}`} label={t(`scope.${name}`)}>
      <Select
        id={`person-${name}`}
        width="max"
        multiple
        filterable
        hasClear
        placeholder={t('scope.any')}
        value={value.scope[name] ?? []}
        onUpdate={(codes) => change({ scope: { ...value.scope, [name]: codes.length > 0 ? codes : null } })}
        options={choices}
      />
    </Field>
  );
  return (
    <Dialog open onClose={onClose} size="l" aria-labelledby="person-title" disableHeightTransition>
      <Dialog.Header caption={person ? person.name : t('person.add')} id="person-title" />
      <Dialog.Body>
        <div className={styles.form}>
          <Field id="person-name" label={t('person.name')}>
            <TextInput id="person-name" autoFocus value={value.name} onUpdate={(name) => change({ name })} />
          </Field>
          <Field id="person-login" label={t('person.login')}>
            <TextInput
              id="person-login"
              disabled={person !== null}
              value={login}
              onUpdate={setLogin}
              validationState={loginWrong ? 'invalid' : undefined}
              errorMessage={loginWrong}
              autoComplete="off"
            />
          </Field>
          <Field id="person-role" label={t('column.role')}>
            <Select
              id="person-role"
              width="max"
              disabled={group !== undefined}
              value={[group?.role ?? value.role]}
              onUpdate={([role]) => change({ role: role as Role })}
              options={ROLES.map((role) => option(role, t(`shell:role.${role}`)))}
            />
          </Field>
          <Field id="person-body" label={t('column.body')}>
            <Select
              id="person-body"
              width="max"
              filterable
              value={[value.organisation ?? NONE]}
              onUpdate={([code]) => change({ organisation: code === NONE ? null : (code ?? null) })}
              options={[option(NONE, t('centre')), ...options.bodies]}
            />
          </Field>
          <fieldset className={styles.wide}>
            <legend>{t('scope.title')}</legend>
            <p>{t('scope.about')}</p>
            <div className={styles.three}>
              {scopeField('organisations', options.bodies)}
              {scopeField('sectors', options.sectors)}
              {scopeField('municipalities', options.municipalities)}
            </div>
          </fieldset>
          <Field id="person-skills" label={t('person.skills')}>
            <Select
              id="person-skills"
              width="max"
              multiple
              filterable
              hasClear
              placeholder={t('person.skillsHint')}
              value={value.skills}
              onUpdate={(skills) => change({ skills })}
              options={options.topics}
            />
          </Field>
          <Field id="person-away" label={t('person.absentUntil')}>
            <input
              id="person-away"
              type="date"
              className={styles.date}
              min={format.today}
              value={value.absentUntil ?? ''}
              onChange={(event) => change({ absentUntil: event.target.value || null })}
            />
          </Field>
          <Field id="person-group" label={t('person.group')}>
            <Select
              id="person-group"
              width="max"
              value={[value.group ?? NONE]}
              onUpdate={([code]) => change({ group: code === NONE ? null : (code ?? null) })}
              options={[
                option(NONE, t('person.noGroup')),
                ...groups.map((each) =>
                  option(each.code, `${each.name}, ${t('until', { day: format.longDay(each.until) })}`),
                ),
              ]}
            />
          </Field>
          <Field id="person-password" label={t(person ? 'person.newPassword' : 'person.password')}>
            <TextInput
              id="person-password"
              type="password"
              autoComplete="new-password"
              value={password}
              onUpdate={setPassword}
              placeholder={t(person ? 'person.passwordStays' : 'person.passwordHint')}
            />
          </Field>
          <fieldset className={styles.wide}>
            <legend>{t('person.notify')}</legend>
            <p>{t('person.notifyAbout')}</p>
            <div className={styles.three}>
              <Field id="person-email" label={t('person.notifyEmail')}>
                <TextInput
                  id="person-email"
                  type="email"
                  autoComplete="off"
                  value={value.notify.email ?? ''}
                  onUpdate={(email) =>
                    change({ notify: { ...value.notify, email: email.trim() || undefined } })
                  }
                />
              </Field>
              <Field id="person-telegram" label={t('person.notifyTelegram')}>
                <TextInput
                  id="person-telegram"
                  autoComplete="off"
                  controlProps={{ inputMode: 'numeric' }}
                  value={value.notify.telegram ?? ''}
                  onUpdate={(telegram) =>
                    change({ notify: { ...value.notify, telegram: telegram.trim() || undefined } })
                  }
                />
              </Field>
            </div>
          </fieldset>
          <div className={styles.wide}>
            <Switch checked={value.disabled} onUpdate={(disabled) => change({ disabled })}>
              {t('person.disable')}
            </Switch>
            {value.disabled && person && person.load > 0 && (
              <p className={styles.warn}>{t('person.hasCases', { count: person.load })}</p>
            )}
          </div>
          <div className={styles.wide}>
            <Refusal problem={problem} />
          </div>
        </div>
      </Dialog.Body>
      <Dialog.Footer
        textButtonApply={t('save')}
        textButtonCancel={t('shell:cancel')}
        loading={busy}
        propsButtonApply={{ disabled: !ready }}
        onClickButtonApply={() => void save()}
        onClickButtonCancel={onClose}
      >
        {person && person.load > 0 && (
          <Button size="l" view="flat" href={`/appeals?assignee=${encodeURIComponent(person.login)}&owed=1`}>
            {t('person.cases', { count: person.load })}
          </Button>
        )}
      </Dialog.Footer>
    </Dialog>
  );
}

interface Option {
  value: string;
  content: string;
  text: string;
}

const option = (value: string, name: string): Option => ({ value, content: name, text: name });
const named = (items: readonly { code: string; name: string }[]) =>
  items.map(({ code, name }) => option(code, name)).sort((a, b) => a.content.localeCompare(b.content, 'ru'));

function Field({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {children}
    </div>
  );
}
