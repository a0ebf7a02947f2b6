import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import type { SpikeCard } from '../../contract/index.ts';
import { useLive } from '../api/live.ts';
import { useRegistry } from '../api/registry.ts';
import { useMay } from '../api/session.ts';
import { AppealBrief } from '../appeals/appeal-brief.tsx';
import { useFormat } from '../format/use-format.ts';
import { Bars } from '../layout/bars.tsx';
import { ProblemNotice } from '../layout/problem-notice.tsx';
import { useInks } from '../map/use-inks.ts';
import { useKey } from '../palette/use-key.ts';
import { Causes } from './causes.tsx';
import { LeadCase } from './lead-case.tsx';
import { PriorityMark, PriorityParts } from './priority-mark.tsx';
import { SpikeChart } from './spike-chart.tsx';
import styles from './spike-page.module.css';
import { StateMark } from './state-mark.tsx';
import { useSpikeWords } from './use-spike-words.ts';
import { spikeQuery } from './use-spikes.ts';
import { VerdictBar } from './verdict-bar.tsx';

/** One spike: how unusual it is, what it is about, what carries it, who is on it. */
export function SpikePage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const client = useQueryClient();
  const navigate = useNavigate();
  const query = useQuery(spikeQuery(id));
  useLive('spikes.changed', ({ ids }) => {
    if (ids.includes(id)) void client.invalidateQueries({ queryKey: spikeQuery(id).queryKey });
  });
  useKey('Escape', () => void navigate({ to: '/spikes' }));
  if (query.isPending) return <Bars rows={12} />;
  if (!query.data) return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
  return <Card spike={query.data} />;
}

function Card({ spike }: { spike: SpikeCard }) {
  const { t, places, size, usual } = useSpikeWords();
  const registry = useRegistry();
  const format = useFormat();
  const { inks } = useInks();
  const mayDecide = useMay('spikes.decide');
  const mayRead = useMay('appeals.read');
  const mayManageCrisis = useMay('crisis.manage');
  const filter = {
    from: spike.firstDay,
    to: spike.lastDay,
    topic: spike.topic,
    municipality: spike.places.join(',') || undefined,
  };
  const parent = registry.topic(spike.topic)?.parent;
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <PriorityMark priority={spike.priority} />
        <div className={styles.title}>
          <h1>
            <Link to="/passports/topic/$code" params={{ code: spike.topic }}>
              {registry.topicName(spike.topic)}
            </Link>{' '}
            {spike.places.length === 1 ? (
              <Link to="/passports/municipality/$code" params={{ code: spike.places[0]! }}>
                {places(spike.places)}
              </Link>
            ) : (
              <span title={spike.places.map(registry.municipalityName).join('\n')}>
                {places(spike.places)}
              </span>
            )}
          </h1>
          <p>
            {parent && `${registry.topicPath(parent)} · `}
            {t(`series.${spike.series}`)} · {format.period(spike.firstDay, spike.lastDay)} ·{' '}
            {t(`detector.${spike.detector}`)}
          </p>
        </div>
        <StateMark state={spike.state} />
      </header>
      {mayDecide && <VerdictBar spike={spike} />}
      <div className={styles.columns}>
        <div className={styles.main}>
          <section>
            <p className={styles.size}>
              <strong>{size(spike)}</strong>{' '}
              {t('peak', {
                day: format.day(`${spike.peakDay}T12:00:00Z`),
                n: format.number(spike.peakCount),
              })}
            </p>
            <SpikeChart
              chart={spike.chart}
              firstDay={spike.firstDay}
              lastDay={spike.lastDay}
              inks={inks}
              label={size(spike)}
              dayText={(day, count, expected) =>
                t('day', {
                  day: format.day(`${day}T12:00:00Z`),
                  n: format.number(count),
                  usual: usual(expected),
                })
              }
            />
            <p className={styles.legend}>
              <i data-of="wave" /> {t('legend.wave')} <i data-of="day" /> {t('legend.day')}{' '}
              <i data-of="band" /> {t('legend.band')}
            </p>
            <div className={styles.links}>
              <Link to="/appeals" search={filter as Record<string, string>}>
                {t('openCases')}
              </Link>
              <Link
                to="/map"
                search={
                  {
                    from: spike.firstDay,
                    to: spike.lastDay,
                    topic: spike.topic,
                    ...(spike.places.length === 1 && { place: `*/${spike.places[0]}` }),
                  } as Record<string, string>
                }
              >
                {t('openMap')}
              </Link>
              {mayDecide && (
                <Link
                  to="/known-events"
                  search={{
                    enter: '1',
                    topic: filter.topic,
                    municipality: filter.municipality,
                    from: spike.firstDay,
                    to: spike.lastDay,
                  }}
                >
                  {t('events:enter.open')}
                </Link>
              )}
              {mayManageCrisis && (
                <Link
                  to="/crisis"
                  search={{ start: '1', topic: filter.topic, municipality: filter.municipality }}
                >
                  {t('openCrisis')}
                </Link>
              )}
            </div>
          </section>
          <section>
            <h2>{t('words')}</h2>
            {spike.words.length === 0 ? (
              <p className={styles.quiet}>{t('noWords')}</p>
            ) : (
              <ul className={styles.wordList}>
                {spike.words.map(({ word, authors, expected }) => (
                  <li key={word} title={t('wordHint', { n: format.number(authors), usual: usual(expected) })}>
                    <Link
                      to="/appeals"
                      search={{ ...filter, q: word } as Record<string, string>}
                      disabled={!mayRead}
                    >
                      {word}
                    </Link>
                    <span>{format.number(authors)}</span>
                  </li>
                ))}
              </ul>
            )}
          </section>
          {mayRead && (
            <section>
              <h2>{t('samples')}</h2>
              <ul className={styles.samples}>
                {spike.samples.map((row) => (
                  <li key={row.id}>
                    <AppealBrief row={row} />
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
        <aside className={styles.side}>
          <Facts spike={spike} />
          {spike.lead && <LeadCase lead={spike.lead} />}
          <section>
            <h2>{t('causes')}</h2>
            <Causes causes={spike.explanation} />
          </section>
          <section>
            <h2>{t('priorityOf', { n: format.number(spike.priority.score) })}</h2>
            <PriorityParts priority={spike.priority} />
          </section>
          <section>
            <h2>{t('history')}</h2>
            <ol className={styles.history}>
              {spike.history
                .filter((entry, at, all) => entry.type !== 'spike.grown' || at === all.length - 1)
                .map((entry) => (
                  <li key={`${entry.at}${entry.type}${entry.state}`}>
                    <span className={styles.quiet}>{format.moment(entry.at)}</span>{' '}
                    {entry.type === 'spike.decided'
                      ? t(`done.${entry.state}`)
                      : t(`event.${entry.type.slice('spike.'.length)}`)}
                    {entry.actorName && <span className={styles.quiet}> — {entry.actorName}</span>}
                  </li>
                ))}
            </ol>
          </section>
        </aside>
      </div>
    </div>
  );
}

/** 6e-9 → «6 · 10⁻⁹»; what is smaller than any model can mean is not spelled out. */
function chance(p: number): string {
  if (p < 1e-12) return '< 10⁻¹²';
  if (p >= 0.01) return p.toFixed(2).replace('.', ',');
  const [mantissa, power] = p.toExponential(0).split('e-');
  return `${mantissa} · 10⁻${[...power!].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('')}`;
}

function Facts({ spike }: { spike: SpikeCard }) {
  const { t } = useSpikeWords();
  const registry = useRegistry();
  const { number, share, moment } = useFormat();
  const facts: [string, string][] = [
    [t('fact.authors'), spike.authors === null ? '—' : number(spike.authors)],
    [t('fact.urgent'), share(spike.urgentShare)],
    [t('fact.overdue'), share(spike.overdueShare)],
    [t('fact.p'), chance(spike.p)],
  ];
  return (
    <section>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dd>{value}</dd>
            <dt>{name}</dt>
          </div>
        ))}
      </dl>
      {spike.kind === 'few_authors' && <p className={styles.warn}>{t('fewHint')}</p>}
      {spike.organisation && (
        <p>
          {t('assignedTo', { organisation: registry.organisationName(spike.organisation) })}
          {spike.assignee && `, ${spike.assignee}`}
        </p>
      )}
      {spike.knownAs && <p>{t('knownAs', { title: spike.knownAs })}</p>}
      {spike.note && <p>{spike.note}</p>}
      {spike.outcome && (
        <p>
          {t('outcome')}: {spike.outcome}
        </p>
      )}
      {spike.verdict && spike.verdictAt && (
        <p className={styles.quiet}>
          {t(`verdict.${spike.verdict}`)}: {spike.verdictBy}, {moment(spike.verdictAt)}
        </p>
      )}
      {spike.thresholdShift !== 0 && (
        <p className={styles.quiet}>
          {t(spike.thresholdShift > 0 ? 'thresholdUp' : 'thresholdDown', {
            n: number(Math.abs(spike.thresholdShift), 2),
          })}
        </p>
      )}
    </section>
  );
}
