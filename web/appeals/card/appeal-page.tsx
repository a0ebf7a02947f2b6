import { ArrowLeft, Pencil, Printer } from '@gravity-ui/icons';
import { Button, ClipboardButton, Icon } from '@gravity-ui/uikit';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCanGoBack, useNavigate, useParams, useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/client.ts';
import { useLive } from '../../api/live.ts';
import { useRegistry } from '../../api/registry.ts';
import { useMay } from '../../api/session.ts';
import { useFormat } from '../../format/use-format.ts';
import { Bars } from '../../layout/bars.tsx';
import { ProblemNotice } from '../../layout/problem-notice.tsx';
import { useKey } from '../../palette/use-key.ts';
import { MarkedText } from '../../triage/marked-text.tsx';
import { AppealBrief } from '../appeal-brief.tsx';
import { StatusMark } from '../parts/status-mark.tsx';
import { UrgencyMark } from '../parts/urgency-mark.tsx';
import styles from './appeal-page.module.css';
import { CorrectDialog } from './correct-dialog.tsx';
import { DeadlineBar } from './deadline-bar.tsx';
import { Facts } from './facts.tsx';
import { HistoryList } from './history-list.tsx';
import { Photos } from './photos.tsx';

/** Дело: who holds it and until when; the text and what happened; what is known. */
export function AppealPage() {
  const { t } = useTranslation(['appeals', 'vocabulary', 'shell']);
  const { id } = useParams({ from: '/console/appeals/$id' });
  const registry = useRegistry();
  const format = useFormat();
  const client = useQueryClient();
  const mayDecide = useMay('triage.decide');
  const [correcting, setCorrecting] = useState(false);
  const goBack = useGoBack();
  const query = useQuery({
    queryKey: ['appeal', id],
    queryFn: ({ signal }) => call('appeal', { params: { id }, signal }),
  });
  useLive('appeals.changed', ({ ids }) => {
    if (ids.includes(id)) void client.invalidateQueries({ queryKey: ['appeal', id] });
  });
  useKey('Escape', goBack, { enabled: !correcting });
  useKey('e', () => setCorrecting(true), { enabled: mayDecide && !correcting });
  const card = query.data;
  useEffect(() => {
    if (card) document.title = `${card.number} — ${t('shell:product')}`;
  }, [card, t]);

  if (query.isPending) return <Bars rows={12} height={36} />;
  if (!card) return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
  const organisation = registry.organisation(card.organisation);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div className={styles.line}>
          <Button
            view="flat"
            onClick={goBack}
            className={styles.noPrint}
            title={t('card.back')}
            aria-label={t('card.back')}
          >
            <Icon data={ArrowLeft} size={16} />
          </Button>
          <span className={styles.number}>{card.number}</span>
          <span className={styles.noPrint}>
            <ClipboardButton text={card.number} size="s" />
          </span>
          <StatusMark status={card.status} />
          {card.outcome && <span className={styles.quiet}>{t(`vocabulary:outcome.${card.outcome}`)}</span>}
          <UrgencyMark urgency={card.urgency} always={card.urgency >= 3} />
          <span className={styles.actions}>
            <Button
              view="flat"
              onClick={() => window.print()}
              title={t('card.print')}
              aria-label={t('card.print')}
            >
              <Icon data={Printer} size={16} />
            </Button>
            {mayDecide && (
              <Button
                view={card.triage === 'queue' ? 'action' : 'outlined'}
                onClick={() => setCorrecting(true)}
              >
                <Icon data={Pencil} size={14} />
                {t(card.triage === 'queue' ? 'card.decide' : 'card.correct')}
              </Button>
            )}
          </span>
        </div>
        <h1>{registry.topicName(card.topic) || t('vocabulary:field.topicMissing')}</h1>
        <div className={styles.holder}>
          <strong>{organisation?.name ?? card.organisation}</strong>
          {card.coExecutors.length > 0 && (
            <div className={styles.quiet}>
              {t('card.coExecutors', { names: card.coExecutors.map(registry.organisationName).join('; ') })}
            </div>
          )}
          <div className={styles.quiet}>{t('card.why', { why: card.routeWhy })}</div>
        </div>
        <DeadlineBar card={card} />
      </header>
      <div className={styles.middle}>
        <section aria-label={t('card.text')}>
          <MarkedText
            text={card.text}
            places={[registry.municipalityName(card.municipality)].filter(Boolean)}
          />
          <Photos photos={card.photos} />
        </section>
        <h2>{t('card.history')}</h2>
        <HistoryList history={card.history} />
      </div>
      <aside className={styles.side}>
        <Facts card={card} />
        {card.similar.length > 0 && (
          <section className={styles.similar} aria-label={t('card.similar')}>
            <h2>
              {t('card.similarCount', {
                count: card.similar.length,
                number: format.number(card.similar.length),
              })}
            </h2>
            {card.similar.map((row) => (
              <AppealBrief key={row.id} row={row} />
            ))}
          </section>
        )}
      </aside>
      <p className={styles.printed}>{t('card.printed', { when: format.full(format.now.toISOString()) })}</p>
      {mayDecide && <CorrectDialog card={card} open={correcting} onClose={() => setCorrecting(false)} />}
    </div>
  );
}

/** To where one came from; from a link opened afresh, to the list. */
function useGoBack() {
  const router = useRouter();
  const navigate = useNavigate();
  const canGoBack = useCanGoBack();
  return () => {
    if (canGoBack) router.history.back();
    else void navigate({ to: '/appeals' });
  };
}
