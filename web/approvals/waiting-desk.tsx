import { ChevronLeft, ChevronRight } from '@gravity-ui/icons';
import { Button, Icon, TextArea } from '@gravity-ui/uikit';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { checkAnswer } from '../../contract/answer-checks.ts';
import { useRegistry } from '../api/registry.ts';
import { checkForm } from '../appeals/card/actions/action-forms.ts';
import { CheckList } from '../appeals/card/answer/check-list.tsx';
import { EditionText } from '../appeals/card/answer/edition-diff.tsx';
import { DueMark } from '../appeals/parts/due-mark.tsx';
import { useFormat } from '../format/use-format.ts';
import styles from './approvals-page.module.css';
import type { Waiting } from './use-approvals.ts';

interface WaitingDeskProps {
  waiting: Waiting;
  place: { at: number; of: number };
  returning: boolean;
  onReturning: (on: boolean) => void;
  onYes: () => void;
  onNo: (reason: string) => void;
  onMove: (step: number) => void;
}

/** One thing that waits: what the resident wrote, what is to be answered and what changed in it; yes, or no with a reason. */
export function WaitingDesk({
  waiting,
  place,
  returning,
  onReturning,
  onYes,
  onNo,
  onMove,
}: WaitingDeskProps) {
  const { t } = useTranslation(['casework', 'vocabulary', 'triage']);
  const registry = useRegistry();
  const format = useFormat();
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string | null>(null);
  const { item, kind } = waiting;
  const no = kind === 'answer' ? 'return_draft' : 'refuse_extension';
  const giveBack = () => {
    const checked = checkForm(no, { reason }, t('required'));
    if (checked.errors) return setError(checked.errors.reason ?? null);
    onNo(reason.trim());
  };
  return (
    <article className={styles.desk} aria-label={item.number}>
      <header className={styles.head}>
        <Link to="/appeals/$id" params={{ id: item.id }} className={styles.number}>
          {item.number}
        </Link>
        <DueMark dueAt={item.dueAt} sentence />
        <span className={styles.quiet}>{t(`vocabulary:channel.${item.channel}`)}</span>
        {kind === 'answer' && waiting.item.step.of > 1 && (
          <span className={styles.quiet}>{t('approvals.step', waiting.item.step)}</span>
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
      <h2>{registry.topicName(item.topic) || t('vocabulary:field.topicMissing')}</h2>
      <p className={styles.quiet}>
        {[registry.municipalityName(item.municipality), registry.organisationName(item.organisation)]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <section className={styles.own} aria-label={t('approvals.resident')}>
        <h3>{t('approvals.resident')}</h3>
        <p>{kind === 'answer' ? waiting.item.text : item.excerpt}</p>
      </section>
      {kind === 'answer' ? (
        <section aria-label={t('answer.title')}>
          <h3>
            {t('approvals.author', {
              who: waiting.item.draft.authorName ?? waiting.item.draft.login,
              n: waiting.item.draft.edition,
            })}
          </h3>
          {waiting.item.previous && waiting.item.remark && (
            <p className={styles.remark}>
              <strong>{t('approval.remark')}</strong> {waiting.item.remark}
            </p>
          )}
          <div className={styles.beside}>
            <EditionText draft={waiting.item.draft} before={waiting.item.previous} />
            <CheckList
              checks={checkAnswer({ ...waiting.item.draft, channel: item.channel })}
              onShow={() => {}}
            />
          </div>
        </section>
      ) : (
        <section aria-label={t('approvals.extensions')}>
          <h3>{t('approvals.asks', { who: waiting.item.authorName ?? waiting.item.login })}</h3>
          <p className={styles.asked}>
            <b>{t('life.days', { count: waiting.item.days })}</b> — {waiting.item.reason}
          </p>
        </section>
      )}
      {returning && (
        // biome-ignore lint/a11y/noStaticElementInteractions: Ctrl Enter and Escape of the field inside
        <div
          className={styles.returning}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) giveBack();
            if (event.key === 'Escape') onReturning(false);
          }}
        >
          <label htmlFor="return-reason">
            {t(`field.${no}.reason`, { defaultValue: t('field.reason') })}
          </label>
          <TextArea
            id="return-reason"
            autoFocus
            minRows={2}
            value={reason}
            validationState={error ? 'invalid' : undefined}
            placeholder={t(`placeholder.${no}.reason`, { defaultValue: '' })}
            onUpdate={(text) => {
              setReason(text);
              setError(null);
            }}
          />
          {error && (
            <p className={styles.error} role="alert">
              {error}
            </p>
          )}
        </div>
      )}
      <footer className={styles.foot}>
        {returning ? (
          <>
            <Button view="action" size="xl" onClick={giveBack}>
              {t(`press.${no}`)} <kbd>Ctrl Enter</kbd>
            </Button>
            <Button view="flat" size="xl" onClick={() => onReturning(false)}>
              {t('shell:cancel')}
            </Button>
          </>
        ) : (
          <>
            <Button view="action" size="xl" onClick={onYes}>
              {t(kind === 'answer' ? 'action.approve' : 'action.grant_extension')} <kbd>Y</kbd>
            </Button>
            <Button view="outlined" size="xl" onClick={() => onReturning(true)}>
              {t(`press.${no}`)} <kbd>N</kbd>
            </Button>
          </>
        )}
      </footer>
    </article>
  );
}
