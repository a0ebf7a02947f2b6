import { Button, Select } from '@gravity-ui/uikit';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person, Secondment } from '../../contract/people.ts';
import { call } from '../api/client.ts';
import { useRegistry } from '../api/registry.ts';
import { useFormat } from '../format/use-format.ts';
import { Refusal } from '../layout/refusal.tsx';
import styles from './people.module.css';
import { PeriodFields } from './period-fields.tsx';
import { RightList } from './right-list.tsx';
import { usePeopleWork } from './use-people.ts';

interface SecondmentListProps {
  people: readonly Person[];
  secondments: readonly Secondment[];
}

/** Who of the ministries is lent to a block of the centre, and was. */
export function SecondmentList({ people, secondments }: SecondmentListProps) {
  const { t } = useTranslation('people');
  const registry = useRegistry();
  const { today } = useFormat();
  const { work, busy, problem } = usePeopleWork();
  const [login, setLogin] = useState('');
  const [sector, setSector] = useState('');
  const [period, setPeriod] = useState({ from: today, to: '' });
  const lent = people.filter((person) => person.organisation !== null && !person.disabled);
  const chosen = lent.find((person) => person.login === login);
  const nameOf = (code: string) => people.find((person) => person.login === code)?.name ?? code;
  const add = async () => {
    const body = { login, home: chosen!.organisation!, sector, from: period.from, to: period.to || null };
    if (!(await work(() => call('second', { body })))) return;
    setLogin('');
    setSector('');
  };
  return (
    <RightList
      rows={secondments}
      busy={busy}
      empty={{ title: t('secondment.empty'), detail: t('secondment.emptyDetail') }}
      describe={(row) => ({
        who: nameOf(row.login),
        what: t('secondment.what', {
          home: registry.organisation(row.home)?.shortName ?? row.home,
          sector: registry.sector(row.sector)?.name ?? row.sector,
        }),
      })}
      onEnd={(row) => void work(() => call('endSecondment', { params: { id: row.id } }))}
    >
      <div className={styles.grant}>
        <label htmlFor="second-who">
          {t('secondment.who')}
          <Select
            id="second-who"
            width="max"
            filterable
            placeholder={t('secondment.whoHint')}
            value={login ? [login] : []}
            onUpdate={([value]) => setLogin(value ?? '')}
            options={lent.map((person) => {
              const text = `${person.name}, ${registry.organisation(person.organisation)?.shortName ?? person.organisation}`;
              return { value: person.login, content: text, text };
            })}
          />
        </label>
        <label htmlFor="second-sector">
          {t('secondment.sector')}
          <Select
            id="second-sector"
            width="max"
            placeholder={t('secondment.sectorHint')}
            value={sector ? [sector] : []}
            onUpdate={([value]) => setSector(value ?? '')}
            options={registry.sectors.map(({ code, name }) => ({ value: code, content: name, text: name }))}
          />
        </label>
        <PeriodFields id="second" {...period} onChange={setPeriod} />
        <Button view="action" loading={busy} disabled={!chosen || !sector} onClick={() => void add()}>
          {t('secondment.add')}
        </Button>
      </div>
      <Refusal problem={problem} />
    </RightList>
  );
}
