import { Button, SegmentedRadioGroup } from '@gravity-ui/uikit';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../api/session.ts';
import { useAddressSearch } from '../filters/use-address-search.ts';
import { Bars } from '../layout/bars.tsx';
import { ProblemNotice } from '../layout/problem-notice.tsx';
import { DelegationList } from './delegation-list.tsx';
import { GroupList } from './group-list.tsx';
import styles from './people.module.css';
import { PeopleTable } from './people-table.tsx';
import { PersonSheet } from './person-sheet.tsx';
import { SecondmentList } from './secondment-list.tsx';
import { useDelegations, usePeople } from './use-people.ts';

const VIEWS = ['people', 'secondments', 'delegations', 'groups'] as const;

/** Сотрудники: who works here, as what and with whose cases; what is lent and for how long. A body's leader sees only whom it lets answer. */
export function PeoplePage() {
  const { t } = useTranslation('people');
  const manages = useMay('people.manage');
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div>
          <h1>{t(manages ? 'title' : 'delegation.title')}</h1>
          <p>{t(manages ? 'about' : 'delegation.about')}</p>
        </div>
      </header>
      {manages ? <Everything /> : <OwnDelegations />}
    </div>
  );
}

function Everything() {
  const { t } = useTranslation('people');
  const { search, change } = useAddressSearch();
  const view = VIEWS.find((each) => each === search.view) ?? 'people';
  const query = usePeople();
  const delegations = useDelegations();
  const [making, setMaking] = useState(false);
  if (query.isPending) return <Bars rows={12} height={40} />;
  if (!query.data) return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
  const { people, secondments, groups } = query.data;
  const login = typeof search.person === 'string' ? search.person : null;
  const person = people.find((each) => each.login === login) ?? null;
  const close = () => {
    setMaking(false);
    if (login) change({ person: undefined });
  };
  return (
    <>
      <div className={styles.line}>
        <SegmentedRadioGroup
          value={view}
          onUpdate={(next) => change({ view: next === 'people' ? undefined : next, q: undefined })}
          options={VIEWS.map((value) => ({ value, content: t(`view.${value}`) }))}
          aria-label={t('title')}
        />
        {view === 'people' && (
          <Button view="action" onClick={() => setMaking(true)}>
            {t('person.add')}
          </Button>
        )}
      </div>
      {view === 'people' && (
        <PeopleTable
          people={people}
          onOpen={(each) => change({ person: each })}
          onAdd={() => setMaking(true)}
        />
      )}
      {view === 'secondments' && <SecondmentList people={people} secondments={secondments} />}
      {view === 'delegations' &&
        (delegations.data ? <DelegationList data={delegations.data} /> : <Bars rows={4} height={40} />)}
      {view === 'groups' && <GroupList groups={groups} />}
      {(making || person) && (
        <PersonSheet
          key={person?.login ?? ''}
          person={person}
          taken={people.map((each) => each.login)}
          groups={groups}
          onClose={close}
        />
      )}
    </>
  );
}

function OwnDelegations() {
  const query = useDelegations();
  if (query.isPending) return <Bars rows={4} height={40} />;
  if (!query.data) return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
  return <DelegationList data={query.data} />;
}
