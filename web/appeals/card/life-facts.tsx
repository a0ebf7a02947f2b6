import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppealCard } from '../../../contract/appeals.ts';
import { useFormat } from '../../format/use-format.ts';
import styles from './life-facts.module.css';

/** Who holds the case and what was promised, agreed, extended, verified and rated; only what there is. */
export function LifeFacts({ card }: { card: AppealCard }) {
  const { t } = useTranslation(['casework', 'shell', 'vocabulary']);
  const format = useFormat();
  const { life } = card;
  const chain = life.approvals.filter((step) => step.state !== 'void');
  return (
    <div className={styles.life}>
      <Section title={t('life.assignee')} always>
        <p data-quiet={life.assignee ? undefined : true}>
          {life.assigneeName ?? life.assignee ?? t('life.nobody')}
        </p>
        {life.handedTo && card.status === 'transferred' && <p>{t('life.handedTo', { to: life.handedTo })}</p>}
        {life.heldUntil && (card.status === 'postponed' || card.status === 'transferred') && (
          <p>{t('life.heldUntil', { when: format.moment(life.heldUntil) })}</p>
        )}
        {life.leadNumber && <p>{t('life.lead', { number: life.leadNumber })}</p>}
        {life.hops > 0 && (
          <p data-warn={life.hops > 1 || undefined}>{t('life.hops', { count: life.hops })}</p>
        )}
        {life.reopenings > 0 && <p data-warn>{t('life.reopenings', { count: life.reopenings })}</p>}
        {life.escalation > 0 && <p data-warn>{t('life.escalation', { level: life.escalation })}</p>}
        {life.complex && <p>{t('life.complex')}</p>}
      </Section>
      <Section title={t('life.promises')} always={life.promises.length > 0}>
        <ul>
          {life.promises.map((promise) => (
            <li key={promise.id} data-state={promise.state}>
              <b>{t('life.until', { day: format.longDay(promise.until) })}</b>
              <em>{t(`life.promise.${promise.state}`)}</em>
              <small>{promise.text}</small>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('life.approvals')} always={chain.length > 0}>
        <ol>
          {chain.map((step) => (
            <li key={step.id} data-state={step.state}>
              <b>{step.personName ?? t(`shell:role.${step.role}`)}</b>
              <em>{t(`life.approval.${step.state}`)}</em>
              {step.at && <small>{[step.login, format.moment(step.at)].filter(Boolean).join(', ')}</small>}
              {step.comment && <small>{step.comment}</small>}
            </li>
          ))}
        </ol>
      </Section>
      <Section title={t('life.extensions')} always={life.extensions.length > 0}>
        <ul>
          {life.extensions.map((extension) => (
            <li key={extension.id} data-state={extension.state}>
              <b>{t('life.days', { count: extension.days })}</b>
              <em>{t(`life.extension.${extension.state}`)}</em>
              <small>{extension.reason}</small>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('life.verifications')} always={life.verifications.length > 0}>
        <ul>
          {life.verifications.map((check) => (
            <li key={check.at} data-state={check.confirmed ? 'kept' : 'broken'}>
              <b>{t(check.confirmed ? 'life.confirmed' : 'life.notConfirmed')}</b>
              <em>{t(`how.${check.how}`)}</em>
              <small>{[format.moment(check.at), check.text].filter(Boolean).join(' · ')}</small>
              {check.checks.map((each) => (
                <small key={`${each.photo} ${each.check}`} data-result={each.result}>
                  {t(`life.photoCheck.${each.check}`)}: {t(`life.photoResult.${each.result}`)}
                </small>
              ))}
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('life.ratings')} always={life.ratings.length > 0}>
        <ul>
          {life.ratings.map((rating) => (
            <li
              key={rating.at}
              data-state={rating.stars >= 4 ? 'kept' : rating.stars <= 2 ? 'broken' : 'open'}
            >
              <b>{t('life.stars', { stars: rating.stars })}</b>
              <small>
                {[
                  ...rating.reasons.map((reason) => t(`ratingWhy.${reason}`, { defaultValue: reason })),
                  rating.comment,
                  format.moment(rating.at),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}

function Section({ title, always, children }: { title: string; always: boolean; children: ReactNode }) {
  if (!always) return null;
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <div>{children}</div>
    </section>
  );
}
