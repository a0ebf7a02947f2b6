import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { FollowedAppeal } from '../../contract/appeals.ts';
import { endpoints } from '../../contract/endpoints.ts';
import { FINAL_STATUSES } from '../../contract/vocabulary.ts';
import { addressOf, call } from '../api/client.ts';
import { describeError } from '../api/problem-error.ts';
import { Bars } from '../layout/bars.tsx';
import follow from './follow.module.css';
import { FollowDesk } from './follow-desk.tsx';
import { FollowIdentity } from './follow-identity.tsx';
import { FollowPush } from './follow-push.tsx';
import { FollowTalk } from './follow-talk.tsx';
import styles from './portal.module.css';
import { PortalLayout } from './portal-layout.tsx';
import { usePublicDates } from './public-region.ts';

/** `/follow/$token`: what is being done, what was said, until when, and what one may do now. Whoever has the link may look. */
export function FollowPage() {
  const { t } = useTranslation('portal');
  const { token } = useParams({ strict: false }) as { token: string };
  const { data, error, isPending, refetch, isFetching } = useQuery({
    queryKey: ['follow', token],
    queryFn: ({ signal }) => call('followAppeal', { params: { token }, signal }),
    // A page left open shows what was done meanwhile.
    refetchInterval: 60_000,
    refetchOnWindowFocus: true,
  });
  return (
    <PortalLayout title={data ? t('follow.title', { number: data.number }) : t('follow.loading')}>
      {isPending && <Bars rows={6} height={48} />}
      {error && !data && (
        <div role="alert">
          <h1 className={styles.h1}>{describeError(error).title}</h1>
          <p className={styles.lead}>{describeError(error).detail ?? t('follow.check')}</p>
          <div className={styles.row}>
            <button
              type="button"
              className={styles.primary}
              onClick={() => void refetch()}
              disabled={isFetching}
            >
              {t('follow.again')}
            </button>
            <Link to="/" className={styles.secondary}>
              {t('follow.home')}
            </Link>
          </div>
        </div>
      )}
      {data && <Followed appeal={data} token={token} />}
    </PortalLayout>
  );
}

function Followed({ appeal, token }: { appeal: FollowedAppeal; token: string }) {
  const { t } = useTranslation('portal');
  const { date, moment, now } = usePublicDates();
  const over = FINAL_STATUSES.includes(appeal.status);
  const answered = appeal.status === 'answered' || appeal.status === 'awaiting_rating';
  const late = !over && !answered && appeal.dueAt !== null && Date.parse(appeal.dueAt) < now.getTime();
  const steps = [...appeal.steps].sort((a, b) => (a.at < b.at ? 1 : -1));
  return (
    <article>
      <h1 className={styles.h1}>
        {t('follow.heading')} <span className={styles.whole}>{appeal.number}</span>
      </h1>
      <p className={styles.status} data-status={over || answered ? 'over' : late ? 'late' : 'open'}>
        {t(`status.${appeal.asked ? 'asked' : appeal.status}`)}
      </p>
      <p className={follow.plain}>
        {t(`statusMeans.${appeal.asked ? 'asked' : appeal.status}`, {
          date: appeal.heldUntil ? date(appeal.heldUntil) : '',
        })}
      </p>
      {appeal.promise && !over && (
        <p className={follow.promise} data-state={appeal.promise.state}>
          {t(`follow.promise.${appeal.promise.state}`, {
            date: date(`${appeal.promise.until}T06:00:00Z`),
            defaultValue: '',
          })}
        </p>
      )}
      {/* First the answer, then what one says to it. */}
      {answered && <FollowTalk appeal={appeal} />}
      {appeal.answers.some((answer) => answer.kind === 'final' || answer.kind === 'outside') && (
        <p>
          <a
            className={styles.secondary}
            href={addressOf(endpoints.followLetter.path, { token })}
            target="_blank"
            rel="noreferrer"
          >
            {t('follow.letter')}
          </a>
        </p>
      )}
      <FollowDesk appeal={appeal} token={token} />
      {!over && <FollowPush token={token} number={appeal.number} />}
      <dl className={styles.facts}>
        <div>
          <dt>{t('filed.who')}</dt>
          <dd>{appeal.organisationName}</dd>
        </div>
        {appeal.dueAt && !over && !answered && (
          <div>
            <dt>{t('filed.until')}</dt>
            <dd>
              {date(appeal.dueAt)}
              {late && <span className={styles.late}> — {t('follow.late')}</span>}
            </dd>
          </div>
        )}
        <div>
          <dt>{t('filed.topic')}</dt>
          <dd>{appeal.topicName ?? t('follow.topicLater')}</dd>
        </div>
        <div>
          <dt>{t('filed.where')}</dt>
          <dd>{appeal.municipalityName ?? t('follow.placeLater')}</dd>
        </div>
      </dl>
      {!answered && <FollowTalk appeal={appeal} />}
      <h2 className={styles.h2}>{t('follow.done')}</h2>
      <ol className={styles.history}>
        {steps.map((step) => (
          <li key={`${step.at}/${step.text}`}>
            <time dateTime={step.at}>{moment(step.at)}</time>
            <p>{step.text}</p>
          </li>
        ))}
      </ol>
      <FollowIdentity token={token} />
      <h2 className={styles.h2}>{t('follow.text', { date: moment(appeal.filedAt) })}</h2>
      <p className={styles.original}>{appeal.text}</p>
    </article>
  );
}
