import { useTranslation } from 'react-i18next';
import { type AnswerCheck, COMMENT_CHARS_MAX } from '../../../../contract/answer-checks.ts';
import styles from './answer.module.css';

/** What is wrong with the answer and how to mend it; a press on a remark goes to its words. */
export function CheckList({
  checks,
  onShow,
}: {
  checks: readonly AnswerCheck[];
  onShow: (check: AnswerCheck) => void;
}) {
  const { t } = useTranslation('casework');
  if (checks.length === 0) return <p className={styles.fine}>{t('check.fine')}</p>;
  return (
    <ul className={styles.checks}>
      {checks.map((check) => (
        <li key={`${check.code} ${check.block} ${check.fragment}`} data-level={check.level}>
          <button type="button" onClick={() => onShow(check)} disabled={check.block === null}>
            <strong>{t(`check.${check.code}.title`)}</strong>
            {check.fragment && check.code !== 'too_long' && <q>{check.fragment}</q>}
            <span>{t(`check.${check.code}.remedy`, { max: COMMENT_CHARS_MAX, n: check.fragment })}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
