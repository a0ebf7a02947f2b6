import { Button, SegmentedRadioGroup, TextArea } from '@gravity-ui/uikit';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ChecklistItem, MARKS, type QualityItem } from '../../contract/index.ts';
import { useKey } from '../palette/use-key.ts';
import styles from './quality-page.module.css';

type Marks = QualityItem['suggested'];

interface ChecklistProps {
  items: readonly ChecklistItem[];
  /** What a rule read from the text: shown, to be confirmed by going on or changed. */
  suggested: Marks;
  busy: boolean;
  onSend: (review: { marks: Marks; verdict: 'pass' | 'rework'; comment: string }) => void;
}

/** The list beside the answer. Digits turn a mark over (да → нет → не нужно), Enter accepts, «r» sends back. */
export function Checklist({ items, suggested, busy, onSend }: ChecklistProps) {
  const { t } = useTranslation('quality');
  const [marks, setMarks] = useState<Marks>(suggested);
  const [comment, setComment] = useState('');
  const [asked, setAsked] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const missing = items.filter(({ id }) => !marks[id]);
  const set = (id: string, mark: Marks[string]) => setMarks((before) => ({ ...before, [id]: mark }));
  const turn = (index: number) => {
    const item = items[index];
    if (!item) return;
    const now = marks[item.id];
    set(item.id, MARKS[(now ? MARKS.indexOf(now) + 1 : 0) % MARKS.length]!);
  };
  const send = (verdict: 'pass' | 'rework') => {
    setAsked(true);
    if (missing.length > 0 || busy) return;
    if (verdict === 'rework' && comment.trim().length < 5) return field.current?.focus();
    onSend({ marks, verdict, comment: comment.trim() });
  };
  return (
    <section className={styles.checklist} aria-label={t('checklist')} data-enter-passes>
      {items.slice(0, 9).map((_, index) => (
        <TurnKey key={index} digit={String(index + 1)} onTurn={() => turn(index)} />
      ))}
      <EnterKey onEnter={() => send('pass')} />
      <ReworkKey onRework={() => field.current?.focus()} />
      <ol>
        {items.map((item, index) => (
          <li key={item.id} data-missing={(asked && !marks[item.id]) || undefined}>
            <div className={styles.item}>
              <kbd>{index + 1}</kbd>
              <span>
                {item.title}
                <small>{item.hint}</small>
              </span>
            </div>
            <SegmentedRadioGroup
              size="m"
              aria-label={item.title}
              value={marks[item.id] ?? ''}
              onUpdate={(value) => set(item.id, value as Marks[string])}
            >
              {MARKS.map((mark) => (
                <SegmentedRadioGroup.Option key={mark} value={mark}>
                  {t(`mark.${mark}`)}
                </SegmentedRadioGroup.Option>
              ))}
            </SegmentedRadioGroup>
          </li>
        ))}
      </ol>
      <TextArea
        controlRef={field}
        value={comment}
        onUpdate={setComment}
        minRows={2}
        maxRows={6}
        placeholder={t('comment')}
        controlProps={{ 'aria-label': t('comment') }}
      />
      {asked && missing.length > 0 && (
        <p className={styles.missing} role="alert">
          {t('missing', { title: missing[0]!.title })}
        </p>
      )}
      <div className={styles.verdicts}>
        <Button view="action" size="l" loading={busy} onClick={() => send('pass')}>
          {t('pass')} <kbd>Enter</kbd>
        </Button>
        <Button
          view="outlined-danger"
          size="l"
          disabled={busy || comment.trim().length < 5}
          title={t('reworkHint')}
          onClick={() => send('rework')}
        >
          {t('rework')} <kbd>R</kbd>
        </Button>
      </div>
    </section>
  );
}

function TurnKey({ digit, onTurn }: { digit: string; onTurn: () => void }) {
  useKey(digit, onTurn);
  return null;
}
function EnterKey({ onEnter }: { onEnter: () => void }) {
  useKey('Enter', onEnter);
  return null;
}
function ReworkKey({ onRework }: { onRework: () => void }) {
  useKey('r', onRework);
  return null;
}
