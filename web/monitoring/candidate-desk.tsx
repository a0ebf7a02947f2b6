import { ArrowUpRightFromSquare, ChevronLeft, ChevronRight } from '@gravity-ui/icons';
import { Button, Icon } from '@gravity-ui/uikit';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Candidate, REFUSALS } from '../../contract/monitoring.ts';
import { useRegistry } from '../api/registry.ts';
import { useFormat } from '../format/use-format.ts';
import { useKey } from '../palette/use-key.ts';
import { TopicPicker, type TopicPickerHandle } from '../pickers/topic-picker.tsx';
import { MarkedText } from '../triage/marked-text.tsx';
import { MunicipalitySelect } from '../triage/municipality-select.tsx';
import { Suggestions } from '../triage/suggestions.tsx';
import styles from './monitoring.module.css';
import type { Verdict } from './use-candidates.ts';

interface CandidateDeskProps {
  candidate: Candidate;
  place: { at: number; of: number };
  onMove: (step: number) => void;
  onVerdict: (verdict: Verdict) => void;
}

/** One post: its words, where it stands, why it is here, and the verdict. */
export function CandidateDesk({ candidate, place, onMove, onVerdict }: CandidateDeskProps) {
  const { t } = useTranslation(['monitoring', 'triage']);
  const registry = useRegistry();
  const format = useFormat();
  const picker = useRef<TopicPickerHandle>(null);
  const offered = candidate.suggestions.slice(0, 3);
  const [topic, setTopic] = useState(offered[0]?.code ?? null);
  const [municipality, setMunicipality] = useState(candidate.municipality);
  const [refusing, setRefusing] = useState(false);
  const accept = () =>
    onVerdict({
      accept: true,
      // What was suggested is left to triage, which is surer or less sure of it by its own thresholds.
      topic: topic === offered[0]?.code ? null : topic,
      municipality: municipality === candidate.municipality ? null : municipality,
    });
  useKey('Enter', accept, { first: true });
  useKey('x', () => setRefusing(!refusing));
  useKey('/', () => picker.current?.focus());
  const numbered = (at: number) => () => {
    const reason = REFUSALS[at];
    if (refusing && reason) onVerdict({ refuse: reason });
    else if (!refusing && offered[at]) setTopic(offered[at].code);
  };
  useKey('1', numbered(0));
  useKey('2', numbered(1));
  useKey('3', numbered(2));
  useKey('4', numbered(3));

  const named = registry.municipalityName(candidate.municipality);
  return (
    <div className={styles.desk}>
      <article className={styles.post}>
        <header className={styles.postHead}>
          <b>{candidate.sourceName}</b>
          <span>
            {t(`kind.${candidate.sourceKind}`)}
            {candidate.audience !== null &&
              ` · ${t('readers', { number: format.number(candidate.audience) })}`}
          </span>
          <span title={format.full(candidate.at)}>{format.moment(candidate.at)}</span>
          {candidate.url && (
            <a href={candidate.url} target="_blank" rel="noreferrer noopener">
              {t('open')} <Icon data={ArrowUpRightFromSquare} size={12} />
            </a>
          )}
          <span className={styles.turn}>
            <Button size="s" view="flat" onClick={() => onMove(-1)} aria-label={t('triage:previous')}>
              <Icon data={ChevronLeft} size={16} />
            </Button>
            {t('triage:placeInQueue', { at: format.number(place.at), of: format.number(place.of) })}
            <Button size="s" view="flat" onClick={() => onMove(1)} aria-label={t('triage:next')}>
              <Icon data={ChevronRight} size={16} />
            </Button>
          </span>
        </header>
        <div className={styles.words}>
          <MarkedText text={candidate.text} places={named ? [named] : []} />
        </div>
        <dl className={styles.facts}>
          <dt>{t('why')}</dt>
          <dd>
            {t('likely', { share: format.share(candidate.score) })}
            {candidate.words.length > 0 && (
              <span className={styles.chips}>
                {candidate.words.map((word) => (
                  <span key={word}>{word}</span>
                ))}
              </span>
            )}
          </dd>
          <dt>{t('place')}</dt>
          <dd>
            {named || '—'}
            {candidate.placeWhy && <small>{candidate.placeWhy}</small>}
          </dd>
          {candidate.copies > 0 && (
            <>
              <dt>{t('copiesName')}</dt>
              <dd>{t('copies', { count: candidate.copies, number: format.number(candidate.copies) })}</dd>
            </>
          )}
          <dt>{t('answer')}</dt>
          <dd>{t(candidate.answerable ? 'answerable' : 'notAnswerable')}</dd>
        </dl>
      </article>
      <section className={styles.verdict} aria-label={t('verdict')}>
        <h2>{t('topic')}</h2>
        <Suggestions suggestions={offered} chosen={topic} onChoose={setTopic} />
        <TopicPicker handle={picker} placeholder={t('triage:otherTopic')} onPick={setTopic} />
        <label htmlFor="candidate-municipality">{t('place')}</label>
        <div data-enter-passes>
          <MunicipalitySelect id="candidate-municipality" value={municipality} onChange={setMunicipality} />
        </div>
        <div className={styles.acts}>
          <Button view="action" size="xl" width="max" onClick={accept}>
            {t('accept')} <kbd>Enter</kbd>
          </Button>
          {refusing ? (
            <div className={styles.refusals}>
              {REFUSALS.map((reason, at) => (
                <Button
                  key={reason}
                  view="outlined"
                  size="l"
                  width="max"
                  onClick={() => onVerdict({ refuse: reason })}
                >
                  {t(`refusal.${reason}`)} <kbd>{at + 1}</kbd>
                </Button>
              ))}
            </div>
          ) : (
            <Button view="outlined" size="l" width="max" onClick={() => setRefusing(true)}>
              {t('refuse')} <kbd>X</kbd>
            </Button>
          )}
          <p className={styles.keys}>{t('keysLine')}</p>
        </div>
      </section>
    </div>
  );
}
