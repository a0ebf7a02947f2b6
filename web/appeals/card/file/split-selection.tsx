import { Scissors } from '@gravity-ui/icons';
import { Button, Dialog, Icon } from '@gravity-ui/uikit';
import { useNavigate } from '@tanstack/react-router';
import { type RefObject, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/client.ts';
import { Refusal } from '../../../layout/refusal.tsx';
import { toaster } from '../../../theme/toaster.ts';
import styles from './file.module.css';
import { useFileWork } from './use-case-file.ts';

const SHORTEST = 3;
const BUTTON_PX = 240;

/**
 * Words of the resident selected inside `within` get a button under them: make a case of their own of this part. The button is the
 * last thing of the page's order, so that the keyboard finds it after a selection made with Shift and arrows.
 */
export function SplitSelection({ id, within }: { id: string; within: RefObject<HTMLElement | null> }) {
  const { t } = useTranslation('casefile');
  const navigate = useNavigate();
  const { work, busy, problem, refuse } = useFileWork(id);
  const [chosen, setChosen] = useState<{ text: string; top: number; left: number } | null>(null);
  const [asking, setAsking] = useState<string | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const look = () => {
      clearTimeout(timer);
      // A drag selects many times a second; the button comes when the hand rests.
      timer = setTimeout(() => setChosen(selectedIn(within.current)), 200);
    };
    document.addEventListener('selectionchange', look);
    window.addEventListener('scroll', look, { capture: true, passive: true });
    return () => {
      clearTimeout(timer);
      document.removeEventListener('selectionchange', look);
      window.removeEventListener('scroll', look, { capture: true });
    };
  }, [within]);
  const split = async () => {
    const done = await work(async () => {
      const part = await call('splitCase', { params: { id }, body: { text: asking! } });
      toaster.add({
        name: `split-${part.id}`,
        title: t('split.done', { number: part.number }),
        actions: [
          {
            label: t('split.open'),
            onClick: () => void navigate({ to: '/appeals/$id', params: { id: part.id } }),
          },
        ],
      });
    });
    if (!done) return;
    window.getSelection()?.removeAllRanges();
    setChosen(null);
    setAsking(null);
  };
  return (
    <>
      {chosen && asking === null && (
        <div className={styles.split} style={{ top: chosen.top, left: chosen.left }}>
          <Button
            view="action"
            onMouseDown={(event: { preventDefault: () => void }) => event.preventDefault()}
            onClick={() => {
              refuse(null);
              setAsking(chosen.text);
            }}
          >
            <Icon data={Scissors} size={14} />
            {t('split.button')}
          </Button>
        </div>
      )}
      <Dialog open={asking !== null} onClose={() => setAsking(null)} size="m" aria-labelledby="split-title">
        <Dialog.Header caption={t('split.title')} id="split-title" />
        <Dialog.Body>
          <p>{t('split.about')}</p>
          <blockquote className={styles.quote}>{asking}</blockquote>
          <Refusal problem={problem} />
        </Dialog.Body>
        <Dialog.Footer
          textButtonApply={t('split.apply')}
          textButtonCancel={t('shell:cancel')}
          loading={busy}
          onClickButtonApply={() => void split()}
          onClickButtonCancel={() => setAsking(null)}
        />
      </Dialog>
    </>
  );
}

function selectedIn(root: HTMLElement | null): { text: string; top: number; left: number } | null {
  const selection = window.getSelection();
  const appeal = root?.querySelector('[data-kind="appeal"]');
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed || !appeal) return null;
  if (!appeal.contains(selection.anchorNode) || !appeal.contains(selection.focusNode)) return null;
  const text = selection.toString().trim();
  const box = selection.getRangeAt(0).getBoundingClientRect();
  if (text.length < SHORTEST || box.bottom < 0 || box.bottom > window.innerHeight) return null;
  return {
    text,
    top: box.bottom + 6,
    left: Math.max(8, Math.min(box.left, window.innerWidth - BUTTON_PX)),
  };
}
