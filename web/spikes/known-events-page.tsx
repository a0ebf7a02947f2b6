import { Xmark } from '@gravity-ui/icons';
import { Button, Icon } from '@gravity-ui/uikit';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { KnownEvent } from '../../contract/index.ts';
import { call } from '../api/client.ts';
import { useMay } from '../api/session.ts';
import { useAddressSearch } from '../filters/use-address-search.ts';
import { useFormat } from '../format/use-format.ts';
import { Bars } from '../layout/bars.tsx';
import { Notice } from '../layout/notice.tsx';
import { ProblemNotice } from '../layout/problem-notice.tsx';
import { tellRefusal } from '../layout/tell-refusal.ts';
import { KnownEventDialog } from './known-event-dialog.tsx';
import styles from './known-events.module.css';
import { knownEventsQuery, useEventWords } from './use-known-events.ts';

/** Известные события: what is known beforehand; `?enter=1&topic=…&municipality=…&from=…&to=…` opens the form filled in. */
export function KnownEventsPage() {
  const { t } = useTranslation('events');
  const may = useMay('spikes.decide');
  const { search, change } = useAddressSearch();
  const query = useQuery(knownEventsQuery);
  const rows = query.data?.rows ?? [];
  const enter = may && (
    <Button view="action" size={rows.length === 0 ? 'l' : 'm'} onClick={() => change({ enter: '1' })}>
      {t('enter.open')}
    </Button>
  );
  const listOf = (name: 'topic' | 'municipality') => search[name]?.split(',').filter(Boolean) ?? [];
  return (
    <div className={styles.page}>
      {query.isPending ? (
        <Bars rows={8} />
      ) : !query.data ? (
        <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      ) : rows.length === 0 ? (
        <>
          <h1 className="o-visually-hidden">{t('title')}</h1>
          <Notice role="status" title={t('empty.title')} action={enter}>
            {t('empty.detail')} {!may && t('empty.who')}
          </Notice>
        </>
      ) : (
        <>
          <header className={styles.head}>
            <div>
              <h1>{t('title')}</h1>
              <p>{t('lead')}</p>
            </div>
            {enter}
          </header>
          <ul className={styles.list}>
            {rows.map((row) => (
              <Line key={row.id} event={row} />
            ))}
          </ul>
        </>
      )}
      {may && search.enter === '1' && (
        <KnownEventDialog
          topics={listOf('topic')}
          municipalities={listOf('municipality')}
          from={search.from}
          to={search.to}
          onClose={() =>
            change(
              { enter: undefined, topic: undefined, municipality: undefined, from: undefined, to: undefined },
              { replace: true },
            )
          }
        />
      )}
    </div>
  );
}

function Line({ event }: { event: KnownEvent }) {
  const { t } = useTranslation('events');
  const { topics, places } = useEventWords();
  const { period } = useFormat();
  const client = useQueryClient();
  const may = useMay('spikes.decide');
  const remove = async () => {
    try {
      await call('removeKnownEvent', { params: { id: event.id } });
      void client.invalidateQueries({ queryKey: ['spikes'] });
    } catch (error) {
      tellRefusal('event-refused', error);
    }
    void client.invalidateQueries({ queryKey: knownEventsQuery.queryKey });
  };
  return (
    <li>
      <div>
        <strong>{event.title}</strong>
        <span className={styles.quiet}>
          {t(`kind.${event.kind}`)} · {topics(event)} · {places(event)}
        </span>
        {event.note && <span>{event.note}</span>}
        <span className={styles.quiet}>{t('by', { name: event.enteredByName ?? event.enteredBy })}</span>
      </div>
      <div className={styles.when}>
        <span>{period(event.from, event.to)}</span>
        {event.spikes > 0 ? (
          <Link to="/spikes" search={{ state: 'known,over', from: event.from, to: event.to }}>
            {t('explains', { count: event.spikes })}
          </Link>
        ) : (
          <span className={styles.quiet}>{t('explainsNone')}</span>
        )}
      </div>
      {may && event.mayRemove ? (
        <Button view="flat" onClick={() => void remove()} aria-label={t('remove')} title={t('removeHint')}>
          <Icon data={Xmark} size={16} />
        </Button>
      ) : (
        <span />
      )}
    </li>
  );
}
