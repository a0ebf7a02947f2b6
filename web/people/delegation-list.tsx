import { Button, Select } from '@gravity-ui/uikit';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Delegations } from '../../contract/people.ts';
import { call } from '../api/client.ts';
import { useRegistry } from '../api/registry.ts';
import { useSession } from '../api/session.ts';
import { useFormat } from '../format/use-format.ts';
import { Notice } from '../layout/notice.tsx';
import { Refusal } from '../layout/refusal.tsx';
import { BodySelect } from '../pickers/body-select.tsx';
import styles from './people.module.css';
import { PeriodFields } from './period-fields.tsx';
import { RightList } from './right-list.tsx';
import { usePeopleWork } from './use-people.ts';

/** Кто может отвечать за нас: whom of the centre a body lets write answers in its name. */
export function DelegationList({ data }: { data: Delegations }) {
  const { t } = useTranslation('people');
  const registry = useRegistry();
  const { today } = useFormat();
  const own = useSession()?.organisation ?? null;
  const { work, busy, problem } = usePeopleWork();
  const bodies = registry.organisations.filter((each) => data.organisations?.includes(each.code) ?? true);
  const [organisation, setOrganisation] = useState('');
  const [login, setLogin] = useState('');
  const [period, setPeriod] = useState({ from: today, to: '' });
  // One's own body is what one most often speaks for.
  const body = organisation || (bodies.some((each) => each.code === own) ? own! : (bodies[0]?.code ?? ''));
  const nameOf = (code: string) => data.candidates.find((person) => person.login === code)?.name ?? code;
  const add = async () => {
    const grant = { login, organisation: body, from: period.from, to: period.to || null };
    if (await work(() => call('delegate', { body: grant }))) setLogin('');
  };
  if (data.organisations?.length === 0)
    return <Notice title={t('delegation.noBody')}>{t('delegation.noBodyDetail')}</Notice>;
  return (
    <RightList
      rows={data.delegations}
      busy={busy}
      empty={{ title: t('delegation.empty'), detail: t('delegation.emptyDetail') }}
      describe={(row) => ({
        who: nameOf(row.login),
        what: t('delegation.what', { body: registry.organisationName(row.organisation) }),
        by: row.grantedBy,
      })}
      onEnd={(row) => void work(() => call('endDelegation', { params: { id: row.id } }))}
    >
      <div className={styles.grant}>
        <label htmlFor="delegate-who">
          {t('delegation.who')}
          <Select
            id="delegate-who"
            width="max"
            filterable
            placeholder={t('delegation.whoHint')}
            value={login ? [login] : []}
            onUpdate={([value]) => setLogin(value ?? '')}
            options={data.candidates.map((person) => ({
              value: person.login,
              content: person.name,
              text: `${person.name} ${person.login}`,
            }))}
          />
        </label>
        <label htmlFor="delegate-body">
          {t('delegation.body')}
          <BodySelect
            id="delegate-body"
            value={body}
            onChange={setOrganisation}
            among={bodies.map(({ code }) => code)}
          />
        </label>
        <PeriodFields id="delegate" {...period} onChange={setPeriod} />
        <Button view="action" loading={busy} disabled={!login || !body} onClick={() => void add()}>
          {t('delegation.add')}
        </Button>
      </div>
      <Refusal problem={problem} />
    </RightList>
  );
}
