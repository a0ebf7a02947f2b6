import { Button, Label, TextInput } from '@gravity-ui/uikit';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../contract/people.ts';
import { useRegistry } from '../api/registry.ts';
import { useAddressSearch } from '../filters/use-address-search.ts';
import { useFormat } from '../format/use-format.ts';
import { Notice } from '../layout/notice.tsx';
import { findPeople } from './find-people.ts';
import styles from './people.module.css';

const CHIPS_MAX = 3;

interface PeopleTableProps {
  people: readonly Person[];
  onOpen: (login: string) => void;
  onAdd: () => void;
}

/** Everybody, with what limits each; a row opens the person. */
export function PeopleTable({ people, onOpen, onAdd }: PeopleTableProps) {
  const { t } = useTranslation(['people', 'shell']);
  const registry = useRegistry();
  const format = useFormat();
  const { search, change } = useAddressSearch();
  const typed = typeof search.q === 'string' ? search.q : '';
  const bodyOf = (person: Person) =>
    registry.organisation(person.organisation)?.shortName ?? person.organisation ?? t('centre');
  const rows = findPeople(people, typed, (person) => `${t(`shell:role.${person.role}`)} ${bodyOf(person)}`);
  return (
    <>
      <div className={styles.line}>
        <TextInput
          className={styles.search}
          value={typed}
          onUpdate={(q) => change({ q: q || undefined }, { replace: true })}
          placeholder={t('find')}
          type="search"
          hasClear
          controlProps={{ 'aria-label': t('find') }}
        />
        <strong role="status">
          {t('count', { count: rows.length, number: format.number(rows.length) })}
        </strong>
      </div>
      {rows.length === 0 ? (
        <Notice
          role="status"
          title={t('nobody')}
          action={
            <>
              <Button size="l" onClick={() => change({ q: undefined })}>
                {t('clear')}
              </Button>
              <Button size="l" view="action" onClick={onAdd}>
                {t('person.add')}
              </Button>
            </>
          }
        >
          {t('nobodyDetail')}
        </Notice>
      ) : (
        <div className={styles.scroll}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th>{t('column.name')}</th>
                <th>{t('column.role')}</th>
                <th>{t('column.body')}</th>
                <th>{t('column.scope')}</th>
                <th data-number>{t('column.load')}</th>
                <th>{t('column.until')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((person) => (
                <tr key={person.login} data-off={person.disabled || undefined}>
                  <td>
                    <button type="button" className={styles.name} onClick={() => onOpen(person.login)}>
                      {person.name}
                    </button>
                    <small>{person.login}</small>
                  </td>
                  <td>{t(`shell:role.${person.role}`)}</td>
                  <td title={registry.organisationName(person.organisation)}>{bodyOf(person)}</td>
                  <td>
                    <ScopeChips person={person} />
                  </td>
                  <td data-number>{person.load > 0 && format.number(person.load)}</td>
                  <td>
                    {person.disabled && <small data-state="off">{t('off')}</small>}
                    {person.absentUntil && person.absentUntil >= format.today && (
                      <small data-state="away">
                        {t('away', { until: format.longDay(person.absentUntil) })}
                      </small>
                    )}
                    {person.validUntil && (
                      <small>
                        {t('validUntil', {
                          when: format.day(new Date(Date.parse(person.validUntil) - 1).toISOString()),
                        })}
                      </small>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

/** What limits a person, three names at most; nothing limits: said so. */
function ScopeChips({ person }: { person: Person }) {
  const { t } = useTranslation('people');
  const registry = useRegistry();
  const { organisations, sectors, municipalities } = person.scope;
  const names = [
    ...(organisations ?? []).map((code) => registry.organisation(code)?.shortName ?? code),
    ...(sectors ?? []).map((code) => registry.sector(code)?.name ?? code),
    ...(municipalities ?? []).map(registry.municipalityName),
  ];
  const empty = [organisations, sectors, municipalities].some((each) => each?.length === 0);
  if (empty) return <Label theme="warning">{t('scope.nothing')}</Label>;
  if (names.length === 0)
    return <small>{t(person.organisation ? 'scope.ownBody' : 'scope.everything')}</small>;
  return (
    <span className={styles.chips} title={names.join(', ')}>
      {names.slice(0, CHIPS_MAX).map((name) => (
        <span key={name} className={styles.chip}>
          {name}
        </span>
      ))}
      {names.length > CHIPS_MAX && <small>{t('scope.more', { count: names.length - CHIPS_MAX })}</small>}
    </span>
  );
}
