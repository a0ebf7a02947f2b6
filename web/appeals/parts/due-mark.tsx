import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/use-format.ts';
import styles from './marks.module.css';

/** Time left, short for table cells («3 дн.», «−5 ч») or as a sentence; colour only when it is getting late. */
export function DueMark({ dueAt, sentence = false }: { dueAt: string | null; sentence?: boolean }) {
  const { t } = useTranslation('appeals');
  const format = useFormat();
  if (dueAt === null) return sentence ? <span className={styles.none}>{t('left.none')}</span> : null;
  const left = format.timeLeft(dueAt);
  const words = t(left.late ? 'left.late' : 'left.ahead', { amount: left.amount });
  const short = format.shortDuration(Math.abs(Date.parse(dueAt) - format.now.getTime()));
  return (
    <span className={styles.due} data-mood={left.mood} title={`${words} · ${format.full(dueAt)}`}>
      {sentence ? words : left.late ? `−${short}` : short}
    </span>
  );
}
