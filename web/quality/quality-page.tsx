import { Button } from '@gravity-ui/uikit';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QualityItem, QualityQueue } from '../../contract/index.ts';
import { call } from '../api/client.ts';
import { useRegistry } from '../api/registry.ts';
import { useAddressSearch } from '../filters/use-address-search.ts';
import { useFormat } from '../format/use-format.ts';
import { Bars } from '../layout/bars.tsx';
import { Notice } from '../layout/notice.tsx';
import { ProblemNotice } from '../layout/problem-notice.tsx';
import { tellRefusal } from '../layout/tell-refusal.ts';
import { useKey } from '../palette/use-key.ts';
import { toaster } from '../theme/toaster.ts';
import { Checklist } from './checklist.tsx';
import styles from './quality-page.module.css';

/** Качество: drawn answers one after another, judged by the list with the keyboard; who answers how well. */
export function QualityPage() {
  const { t } = useTranslation('quality');
  const { search, change } = useAddressSearch();
  const query = useQuery({
    queryKey: ['quality', search.organisation],
    queryFn: ({ signal }) => call('qualityQueue', { query: { organisation: search.organisation }, signal }),
    refetchInterval: 60_000,
  });
  const rows = query.data?.rows ?? [];
  const at = Math.max(
    0,
    rows.findIndex((row) => row.id === search.answer),
  );
  const item = rows[at];
  const go = (step: number) => {
    const next = rows[Math.min(Math.max(at + step, 0), rows.length - 1)];
    if (next) change({ answer: next.id }, { replace: true });
  };
  useKey('j', () => go(1));
  useKey('k', () => go(-1));

  if (query.isPending) return <Bars rows={14} />;
  if (query.isError && !query.data)
    return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
  const queue = query.data!;
  return (
    <div className={styles.page}>
      <h1 className="o-visually-hidden">{t('title')}</h1>
      {item ? (
        <Review key={item.id} item={item} queue={queue} at={at} />
      ) : (
        <Notice
          role="status"
          title={t('empty.title')}
          action={
            search.organisation && (
              <Button view="action" size="l" onClick={() => change({ organisation: undefined })}>
                {t('empty.all')}
              </Button>
            )
          }
        >
          {t('empty.detail', { percent: queue.lotPercent })}
        </Notice>
      )}
      <Scores
        scores={queue.scores}
        chosen={search.organisation}
        onChoose={(organisation) => change({ organisation, answer: undefined })}
      />
    </div>
  );
}

function Review({ item, queue, at }: { item: QualityItem; queue: QualityQueue; at: number }) {
  const { t } = useTranslation('quality');
  const format = useFormat();
  const registry = useRegistry();
  const { change } = useAddressSearch();
  const client = useQueryClient();
  const [opened] = useState(() => queue.rows[at + 1]?.id ?? queue.rows[at - 1]?.id);
  const send = useMutation({
    mutationFn: (body: Parameters<typeof sendReview>[1]) => sendReview(item.id, body),
    onSuccess: ({ verdict, score }) => {
      toaster.add({
        name: 'review',
        theme: 'success',
        title: t(verdict === 'pass' ? 'done.pass' : 'done.rework', { number: item.number }),
        content: score === null ? undefined : t('done.score', { score: format.share(score) }),
      });
      change({ answer: opened }, { replace: true });
      return client.invalidateQueries({ queryKey: ['quality'] });
    },
    onError: (error) => {
      const { status } = tellRefusal('review', error);
      if (status === 409) void client.invalidateQueries({ queryKey: ['quality'] });
    },
  });
  return (
    <div className={styles.review}>
      <article className={styles.texts}>
        <header className={styles.head}>
          <Link to="/appeals/$id" params={{ id: item.appealId }}>
            <b>{item.number}</b>
          </Link>
          <span className={styles.why} data-why={item.sampledWhy}>
            {t(`why.${item.sampledWhy}`)}
          </span>
          {item.rating !== null && <span>{t('rating', { stars: item.rating })}</span>}
          <span className={styles.place}>
            {t('place', { at: format.number(at + 1), number: format.number(queue.waiting) })}
          </span>
        </header>
        <p className={styles.facts}>
          {[
            item.topic && registry.topicName(item.topic),
            item.municipality && registry.municipalityName(item.municipality),
            format.moment(item.filedAt),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <p className={styles.text}>{item.text}</p>
        <h2>
          {registry.organisationName(item.organisation)}
          <small>
            {[format.moment(item.answeredAt), item.outcome && t(`vocabulary:outcome.${item.outcome}`)]
              .filter(Boolean)
              .join(' · ')}
          </small>
        </h2>
        <p className={styles.answer}>{item.answer}</p>
      </article>
      <Checklist
        items={queue.checklist}
        suggested={item.suggested}
        busy={send.isPending}
        onSend={(body) => send.mutate(body)}
      />
    </div>
  );
}

function sendReview(
  id: string,
  body: { marks: QualityItem['suggested']; verdict: 'pass' | 'rework'; comment: string },
) {
  return call('reviewAnswer', { params: { id }, body });
}

function Scores({
  scores,
  chosen,
  onChoose,
}: {
  scores: QualityQueue['scores'];
  chosen: string | undefined;
  onChoose: (organisation: string | undefined) => void;
}) {
  const { t } = useTranslation('quality');
  const format = useFormat();
  const registry = useRegistry();
  if (scores.length === 0) return null;
  return (
    <section className={styles.scores}>
      <h2>{t('scores.title')}</h2>
      <ul>
        {scores.map(({ organisation, mean, n, rework }) => (
          <li key={organisation}>
            <button
              type="button"
              aria-pressed={chosen === organisation}
              onClick={() => onChoose(chosen === organisation ? undefined : organisation)}
            >
              <span>{registry.organisationName(organisation)}</span>
              <i style={{ width: `${Math.round(mean * 100)}%` }} aria-hidden />
              <b>{format.share(mean)}</b>
              <small>
                {t('scores.n', { count: n, number: format.number(n) })}
                {rework > 0 && ` · ${t('scores.rework', { count: rework, number: format.number(rework) })}`}
              </small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
