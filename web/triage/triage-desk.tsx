import { ChevronLeft, ChevronRight } from '@gravity-ui/icons';
import { Button, Icon, Select } from '@gravity-ui/uikit';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DecideTriage, QueuedAppeal } from '../../contract/triage.ts';
import { KINDS, type Kind } from '../../contract/vocabulary.ts';
import { useRegistry } from '../api/registry.ts';
import { Photos } from '../appeals/card/photos.tsx';
import { DueMark } from '../appeals/parts/due-mark.tsx';
import { useFormat } from '../format/use-format.ts';
import { PlaceMap } from '../map/place-map.tsx';
import { useKey } from '../palette/use-key.ts';
import { TopicPicker, type TopicPickerHandle } from '../pickers/topic-picker.tsx';
import { MarkedText } from './marked-text.tsx';
import { MunicipalitySelect } from './municipality-select.tsx';
import { RouteLine } from './route-line.tsx';
import { SimilarCases } from './similar-cases.tsx';
import { Suggestions } from './suggestions.tsx';
import styles from './triage-desk.module.css';
import { useCaseCard } from './use-case-card.ts';
import { useRoutePreview } from './use-route-preview.ts';

interface TriageDeskProps {
  appeal: QueuedAppeal;
  place: { at: number; of: number };
  onMove: (step: number) => void;
  onConfirm: (appeal: QueuedAppeal, body: DecideTriage) => void;
}

/** One case: its text, and beside it everything a decision needs. A new case is a new desk: nothing carries over. */
export function TriageDesk({ appeal, place, onMove, onConfirm }: TriageDeskProps) {
  const { t } = useTranslation(['triage', 'vocabulary']);
  const registry = useRegistry();
  const format = useFormat();
  const picker = useRef<TopicPickerHandle>(null);
  const offered = appeal.suggestions.slice(0, 3);
  const [topic, setTopic] = useState(offered[0]?.code ?? appeal.topic);
  const [municipality, setMunicipality] = useState(appeal.municipality);
  const [urgency, setUrgency] = useState(appeal.urgency);
  const [kind, setKind] = useState<Kind>(appeal.kind);
  const [municipalityOpen, setMunicipalityOpen] = useState(false);
  const route = useRoutePreview(appeal.id, topic, municipality);
  const card = useCaseCard(appeal.id);

  const confirm = () => {
    if (topic === null) return picker.current?.focus();
    onConfirm(appeal, {
      topic,
      ...(municipality !== appeal.municipality && { municipality }),
      ...(urgency !== appeal.urgency && { urgency }),
      ...(kind !== appeal.kind && { kind }),
    });
  };
  useKey('Enter', confirm, { first: true });
  useKey('1', () => offered[0] && setTopic(offered[0].code));
  useKey('2', () => offered[1] && setTopic(offered[1].code));
  useKey('3', () => offered[2] && setTopic(offered[2].code));
  useKey('/', () => picker.current?.focus());
  useKey('m', () => setMunicipalityOpen(true));

  const places = [registry.municipalityName(appeal.municipality)].filter(Boolean);
  return (
    <div className={styles.desk}>
      <article className={styles.case} aria-label={appeal.number}>
        <header className={styles.head}>
          <Link to="/appeals/$id" params={{ id: appeal.id }} className={styles.number}>
            {appeal.number}
          </Link>
          <span>{t(`vocabulary:channel.${appeal.channel}`)}</span>
          <span title={format.full(appeal.filedAt)}>{format.moment(appeal.filedAt)}</span>
          <span className={styles.turn}>
            <Button size="s" view="flat" onClick={() => onMove(-1)} aria-label={t('previous')}>
              <Icon data={ChevronLeft} size={16} />
            </Button>
            {t('placeInQueue', { at: format.number(place.at), of: format.number(place.of) })}
            <Button size="s" view="flat" onClick={() => onMove(1)} aria-label={t('next')}>
              <Icon data={ChevronRight} size={16} />
            </Button>
          </span>
        </header>
        <div className={styles.words}>
          <MarkedText text={appeal.text} places={places} />
        </div>
        <dl className={styles.facts}>
          <dt>{t('place')}</dt>
          <dd>
            {appeal.address ?? (registry.municipalityName(appeal.municipality) || t('placeUnknown'))}
            {appeal.placeWhy && <small>{appeal.placeWhy}</small>}
          </dd>
        </dl>
        {card && card.photos.length > 0 && (
          <div className={styles.photos}>
            <Photos photos={card.photos} />
          </div>
        )}
        <div className={styles.more}>
          {(appeal.point || appeal.municipality) && (
            <div className={styles.map}>
              <PlaceMap point={appeal.point} municipality={appeal.municipality} />
            </div>
          )}
          {card && <SimilarCases own={appeal} rows={card.similar} />}
        </div>
      </article>

      <section className={styles.decision} aria-label={t('decision')}>
        <h2>{t('topic')}</h2>
        <Suggestions suggestions={offered} chosen={topic} onChoose={setTopic} />
        <TopicPicker handle={picker} placeholder={t('otherTopic')} onPick={setTopic} />

        <h2>{t('route')}</h2>
        <RouteLine
          preview={route.data}
          stale={route.isPlaceholderData}
          failed={route.isError}
          fallback={
            topic === appeal.topic ? { organisation: appeal.organisation, why: appeal.routeWhy } : null
          }
        />

        <div className={styles.pair} data-enter-passes>
          <label htmlFor="triage-municipality">{t('municipality')}</label>
          <MunicipalitySelect
            id="triage-municipality"
            value={municipality}
            onChange={setMunicipality}
            open={municipalityOpen}
            onOpenChange={setMunicipalityOpen}
          />
          <label htmlFor="triage-urgency">{t('urgency')}</label>
          <div>
            <Select
              id="triage-urgency"
              width="max"
              value={[String(urgency)]}
              onUpdate={([value]) => setUrgency(Number(value))}
              options={['4', '3', '2', '1'].map((level) => ({
                value: level,
                content: t(`vocabulary:urgency.${level}`),
              }))}
            />
            {appeal.urgencyReasons.length > 0 && (
              <small>{t('because', { reasons: appeal.urgencyReasons.join(', ') })}</small>
            )}
          </div>
          <label htmlFor="triage-kind">{t('kind')}</label>
          <Select
            id="triage-kind"
            width="max"
            value={[kind]}
            onUpdate={([value]) => setKind(value as Kind)}
            options={KINDS.map((each) => ({ value: each, content: t(`vocabulary:kind.${each}`) }))}
          />
          <span>{t('deadline')}</span>
          <div className={styles.deadline}>
            <span data-stale={route.isPlaceholderData || undefined}>
              <DueMark dueAt={route.data?.dueAt ?? appeal.dueAt} sentence />
            </span>
            {urgency !== appeal.urgency && <small>{t('deadlineAgain')}</small>}
            {route.data?.normDays != null && <small>{t('norm', { count: route.data.normDays })}</small>}
          </div>
        </div>
        <div className={styles.confirm}>
          <Button view="action" size="xl" width="max" onClick={confirm} disabled={topic === null}>
            {t(topic === offered[0]?.code ? 'confirm' : 'correct')} <kbd>Enter</kbd>
          </Button>
          <p className={styles.keys}>{t('keysLine')}</p>
        </div>
      </section>
    </div>
  );
}
