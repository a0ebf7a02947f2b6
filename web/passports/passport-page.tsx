import { Printer } from '@gravity-ui/icons';
import { Button, Icon } from '@gravity-ui/uikit';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Passport, PassportKind } from '../../contract/index.ts';
import { call } from '../api/client.ts';
import { useRegistry } from '../api/registry.ts';
import { readFilter } from '../filters/appeal-filter.ts';
import { rangeOf } from '../filters/period.ts';
import { PeriodControl } from '../filters/period-control.tsx';
import { useAddressSearch } from '../filters/use-address-search.ts';
import { useFormat } from '../format/use-format.ts';
import { Bars } from '../layout/bars.tsx';
import { ProblemNotice } from '../layout/problem-notice.tsx';
import { SpikeLine } from '../spikes/spike-line.tsx';
import { useSpikes } from '../spikes/use-spikes.ts';
import { PassportFigures } from './passport-figures.tsx';
import styles from './passport-page.module.css';
import { PassportTable } from './passport-table.tsx';
import { WeeksChart } from './weeks-chart.tsx';

export const MunicipalityPassportPage = () => <PassportPage kind="municipality" />;
export const TopicPassportPage = () => <PassportPage kind="topic" />;

const SPIKES_SHOWN = 6;

/** One municipality or one topic over a period: how much, of what, whose, how it goes, what rose. Prints on A4. */
function PassportPage({ kind }: { kind: PassportKind }) {
  const { code } = useParams({ strict: false }) as { code: string };
  const { t } = useTranslation('passports');
  const registry = useRegistry();
  const format = useFormat();
  const { search, change } = useAddressSearch();
  const range = useMemo(() => {
    const { from, to } = readFilter(search);
    return from ? { from, to: to ?? format.today } : rangeOf('30d', format.today);
  }, [search, format.today]);
  const query = useQuery({
    queryKey: ['passports', kind, code, range],
    queryFn: ({ signal }) =>
      kind === 'municipality'
        ? call('municipalityPassport', { params: { code }, query: range, signal })
        : call('topicPassport', { params: { code }, query: range, signal }),
  });
  const name = kind === 'municipality' ? registry.municipalityName(code) : registry.topicName(code);
  const parent = kind === 'topic' ? registry.topic(code)?.parent : null;
  const filter = { ...range, [kind]: code } as Record<string, string>;
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div>
          <h1>{name}</h1>
          <p>
            {kind === 'municipality'
              ? t('residents', { n: format.number(registry.municipality(code)?.population ?? 0) })
              : parent
                ? registry.topicPath(parent)
                : t('group')}{' '}
            · {format.period(range.from, range.to)}
          </p>
        </div>
        <div className={styles.tools}>
          <PeriodControl
            range={range}
            today={format.today}
            onPeriod={(period) => change({ ...rangeOf(period, format.today) })}
            onRange={({ from, to }) => change({ from, to })}
          />
          <Button onClick={() => window.print()} title={t('print')}>
            <Icon data={Printer} size={16} />
            {t('print')}
          </Button>
        </div>
      </header>
      {query.isPending ? (
        <Bars rows={12} />
      ) : !query.data ? (
        <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Body kind={kind} code={code} passport={query.data} filter={filter} />
      )}
    </div>
  );
}

interface BodyProps {
  kind: PassportKind;
  code: string;
  passport: Passport;
  filter: Record<string, string>;
}

function Body({ kind, code, passport, filter }: BodyProps) {
  const { t } = useTranslation('passports');
  return (
    <>
      <PassportFigures kind={kind} passport={passport} />
      <p className={styles.links}>
        <Link to="/appeals" search={filter}>
          {t('openCases')}
        </Link>
        <Link
          to="/map"
          search={
            kind === 'municipality'
              ? { from: filter.from!, to: filter.to!, place: `*/${code}` }
              : { from: filter.from!, to: filter.to!, topic: code }
          }
        >
          {t('openMap')}
        </Link>
      </p>
      <section>
        <h2>{t('weeks')}</h2>
        <WeeksChart weeks={passport.weeks} label={t('weeks')} />
      </section>
      <div className={styles.pair}>
        <section>
          <h2>{t(kind === 'municipality' ? 'topTopics' : 'topPlaces')}</h2>
          <PassportTable kind={kind} lines={passport.lines} />
        </section>
        <Answering passport={passport} />
      </div>
      <Spikes kind={kind} code={code} />
    </>
  );
}

function Answering({ passport }: { passport: Passport }) {
  const { t } = useTranslation('passports');
  const registry = useRegistry();
  const { number, share } = useFormat();
  return (
    <section>
      <h2>{t('bodies')}</h2>
      <table className={styles.table}>
        <thead>
          <tr>
            <th>{t('body')}</th>
            <th>{t('count')}</th>
            <th>{t('overdue')}</th>
          </tr>
        </thead>
        <tbody>
          {passport.organisations.map(({ organisation, count, overdue }) => (
            <tr key={organisation}>
              <td title={registry.organisationName(organisation)}>
                {registry.organisation(organisation)?.shortName || registry.organisationName(organisation)}
              </td>
              <td>{number(count)}</td>
              <td data-late={overdue > 0 || undefined}>
                {overdue > 0 ? `${number(overdue)} · ${share(overdue / count)}` : '—'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <h2>{t('channels')}</h2>
      <p className={styles.channels}>
        {passport.channels
          .slice(0, 8)
          .map(
            ({ channel, count }) =>
              `${t(`vocabulary:channel.${channel}`)} ${share(count / Math.max(1, passport.count))}`,
          )
          .join(' · ')}
      </p>
    </section>
  );
}

function Spikes({ kind, code }: { kind: PassportKind; code: string }) {
  const { t } = useTranslation('passports');
  const { data } = useSpikes({ [kind]: code, state: 'all', sort: 'newest', limit: SPIKES_SHOWN });
  if (!data || data.rows.length === 0) return null;
  return (
    <section className={styles.spikes}>
      <h2>{t('spikes')}</h2>
      <ul>
        {data.rows.map((row) => (
          <SpikeLine key={row.id} row={row} active={false} onActive={() => {}} />
        ))}
      </ul>
      {data.total > data.rows.length && (
        <Link to="/spikes" search={{ [kind]: code, state: 'all', sort: 'newest' } as Record<string, string>}>
          {t('allSpikes', { count: data.total })}
        </Link>
      )}
    </section>
  );
}
