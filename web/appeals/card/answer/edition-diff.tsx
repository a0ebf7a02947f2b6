import { useTranslation } from 'react-i18next';
import type { Draft } from '../../../../contract/casework.ts';
import { useFormat } from '../../../format/use-format.ts';
import styles from './answer.module.css';
import { wordDiff } from './word-diff.ts';

export const BLOCKS = ['understood', 'cause', 'plan'] as const;

/** The three blocks of an edition; with an earlier one beside it, what was struck out and what was written in. */
export function EditionText({ draft, before }: { draft: Draft; before: Draft | null }) {
  const { t } = useTranslation(['casework', 'vocabulary']);
  const format = useFormat();
  const outcome = t(`vocabulary:outcome.${draft.outcome}`);
  const date = draft.planDate ? format.longDay(draft.planDate) : t('answer.noDate');
  const outcomeBefore = before && t(`vocabulary:outcome.${before.outcome}`);
  const dateBefore = before && (before.planDate ? format.longDay(before.planDate) : t('answer.noDate'));
  return (
    <div className={styles.edition}>
      {BLOCKS.map((block) => (
        <section key={block}>
          <h4>{t(`answer.${block}`)}</h4>
          <p>
            {draft[block] === '' && !before ? (
              <span className={styles.quiet}>{t('answer.empty')}</span>
            ) : (
              <Marked before={before ? before[block] : draft[block]} after={draft[block]} />
            )}
          </p>
        </section>
      ))}
      <p className={styles.quiet}>
        {t('answer.outcome')}: <Marked before={outcomeBefore ?? outcome} after={outcome} />
        {' · '}
        {t('answer.planDate')}: <Marked before={dateBefore ?? date} after={date} />
      </p>
    </div>
  );
}

function Marked({ before, after }: { before: string; after: string }) {
  return wordDiff(before, after).map((run, index) =>
    run.kind === 'same' ? (
      <span key={index}>{run.text}</span>
    ) : run.kind === 'added' ? (
      <ins key={index}>{run.text}</ins>
    ) : (
      <del key={index}>{run.text}</del>
    ),
  );
}
