import { Button, Select, TextInput } from '@gravity-ui/uikit';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ROLES, type Role } from '../../contract/access.ts';
import type { TemporaryGroup } from '../../contract/people.ts';
import { call } from '../api/client.ts';
import { useFormat } from '../format/use-format.ts';
import { Notice } from '../layout/notice.tsx';
import { Refusal } from '../layout/refusal.tsx';
import { inForce } from './find-people.ts';
import styles from './people.module.css';
import { usePeopleWork } from './use-people.ts';

/** These are never given for a time. */
const LASTING: readonly Role[] = ['administrator', 'head'];
const NEW = { code: '', name: '', role: 'operator' as Role, until: '' };

/** Volunteers, people of МФЦ: one role and one last day for all of a group; moving the day moves it for everybody in it. */
export function GroupList({ groups }: { groups: readonly TemporaryGroup[] }) {
  const { t } = useTranslation(['people', 'shell']);
  const format = useFormat();
  const { work, busy, problem } = usePeopleWork();
  const [value, setValue] = useState(NEW);
  const known = groups.find((group) => group.code === value.code);
  const save = async () => {
    if (await work(() => call('saveGroup', { body: value }))) setValue(NEW);
  };
  return (
    <>
      <div className={styles.grant}>
        <label htmlFor="group-name">
          {t('group.name')}
          <TextInput
            id="group-name"
            value={value.name}
            placeholder={t('group.nameHint')}
            onUpdate={(name) => setValue({ ...value, name })}
          />
        </label>
        <label htmlFor="group-code">
          {t('group.code')}
          <TextInput
            id="group-code"
            value={value.code}
            placeholder="volunteers-2026"
            disabled={known !== undefined}
            onUpdate={(code) => setValue({ ...value, code: code.toLowerCase() })}
          />
        </label>
        <label htmlFor="group-role">
          {t('column.role')}
          <Select
            id="group-role"
            width="max"
            value={[value.role]}
            onUpdate={([role]) => setValue({ ...value, role: role as Role })}
            options={ROLES.filter((role) => !LASTING.includes(role)).map((role) => ({
              value: role as string,
              content: t(`shell:role.${role}`),
            }))}
          />
        </label>
        <label htmlFor="group-until">
          {t('to')}
          <input
            id="group-until"
            type="date"
            className={styles.date}
            value={value.until}
            min={format.today}
            onChange={(event) => setValue({ ...value, until: event.target.value })}
          />
        </label>
        <Button
          view="action"
          loading={busy}
          disabled={value.name.trim().length < 2 || value.code.length < 2 || !value.until}
          onClick={() => void save()}
        >
          {t(known ? 'group.change' : 'group.add')}
        </Button>
        {known && (
          <Button view="flat" onClick={() => setValue(NEW)}>
            {t('shell:cancel')}
          </Button>
        )}
      </div>
      <Refusal problem={problem} />
      {groups.length === 0 ? (
        <Notice role="status" title={t('group.empty')}>
          {t('group.emptyDetail')}
        </Notice>
      ) : (
        <ul className={styles.rights}>
          {groups.map((group) => (
            <li key={group.code}>
              <div>
                <b>{group.name}</b>
                <span>
                  {t(`shell:role.${group.role}`)} · {t('group.people', { count: group.people })}
                </span>
                <small data-state={inForce({ from: '', to: group.until }, format.today) ? undefined : 'off'}>
                  {t(group.until < format.today ? 'group.ended' : 'group.until', {
                    day: format.longDay(group.until),
                  })}{' '}
                  · {group.code}
                </small>
              </div>
              <Button
                onClick={() =>
                  setValue({ code: group.code, name: group.name, role: group.role, until: group.until })
                }
              >
                {t('group.edit')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
