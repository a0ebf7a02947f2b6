import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppealCard } from '../../../contract/appeals.ts';
import { useRegistry } from '../../api/registry.ts';
import { useFormat } from '../../format/use-format.ts';
import { PlaceMap } from '../../map/place-map.tsx';
import { UrgencyMark } from '../parts/urgency-mark.tsx';
import styles from './facts.module.css';

/** What is known about the case and how it is known. */
export function Facts({ card }: { card: AppealCard }) {
  const { t } = useTranslation(['appeals', 'vocabulary']);
  const registry = useRegistry();
  const format = useFormat();
  const topic = registry.topic(card.topic);
  const p = card.suggestions.find((each) => each.code === card.topic)?.p;
  const municipality = registry.municipalityName(card.municipality);
  const sources = [...new Set(card.deadlineSteps.map((step) => step.source))];
  return (
    <section aria-label={t('card.facts')} className={styles.facts}>
      <Fact name={t('card.topic')}>
        {registry.topicPath(card.topic) || t('vocabulary:field.topicMissing')}
        <small>
          {[
            t(`vocabulary:triage.${card.triage}`),
            p !== undefined && t('card.probability', { p: format.share(p) }),
            card.modelVersion && t('card.model', { version: card.modelVersion }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </small>
      </Fact>
      <Fact name={t('card.urgency')}>
        <UrgencyMark urgency={card.urgency} always />
        {card.urgencyReasons.length > 0 && <small>{card.urgencyReasons.join(', ')}</small>}
      </Fact>
      <Fact name={t('card.place')}>
        {card.address || municipality || t('vocabulary:field.municipalityMissing')}
        {card.address && municipality && !card.address.includes(municipality) && <div>{municipality}</div>}
        {card.placeWhy && <small>{card.placeWhy}</small>}
        {(card.point || card.municipality) && (
          <div className={styles.map}>
            <PlaceMap point={card.point} municipality={card.municipality} />
          </div>
        )}
      </Fact>
      <Fact name={t('card.channel')}>
        {t(`vocabulary:channel.${card.channel}`)}
        {card.sourceName && <small>{card.sourceName}</small>}
      </Fact>
      <Fact name={t('card.kind')}>{t(`vocabulary:kind.${card.kind}`)}</Fact>
      <Fact name={t('card.regime')}>
        {t(`vocabulary:regime.${card.regime}`)}
        {sources.map((source) => (
          <small key={source}>{source}</small>
        ))}
        {sources.length === 0 && topic?.normDays != null && (
          <small>{t('card.norm', { count: topic.normDays })}</small>
        )}
      </Fact>
      <Fact name={t('card.filed')}>
        {format.full(card.filedAt)}
        <small>{t('card.registered', { when: format.full(card.registeredAt) })}</small>
      </Fact>
      {card.contact && (
        <Fact name={t('card.contact')}>
          {card.contact.name && <div>{card.contact.name}</div>}
          {card.contact.phone && (
            <div>
              <a href={`tel:${card.contact.phone.replace(/[^+\d]/g, '')}`}>{card.contact.phone}</a>
            </div>
          )}
          {card.contact.email && (
            <div>
              <a href={`mailto:${card.contact.email}`}>{card.contact.email}</a>
            </div>
          )}
          <small>{t('card.contactJournalled')}</small>
        </Fact>
      )}
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <h3>{name}</h3>
      <div>{children}</div>
    </div>
  );
}
