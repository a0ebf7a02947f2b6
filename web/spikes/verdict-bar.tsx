import { Button, Dialog, TextArea } from '@gravity-ui/uikit';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SpikeCard } from '../../contract/index.ts';
import { useMay } from '../api/session.ts';
import { useKey } from '../palette/use-key.ts';
import { AssignDialog } from './assign-dialog.tsx';
import { JoinDialog } from './join-dialog.tsx';
import styles from './spike-page.module.css';
import { useDecide } from './use-spikes.ts';

/** What a person may say of the spike now; each button says what it does, and can be taken back. */
export function VerdictBar({ spike }: { spike: SpikeCard }) {
  const { t } = useTranslation('spikes');
  const decide = useDecide();
  const mayJoin = useMay('cases.act');
  const [dialog, setDialog] = useState<'assign' | 'join' | 'end' | null>(null);
  const { state, verdict } = spike;
  const say = (next: 'confirmed' | 'false' | 'known' | 'found') => void decide(spike, { state: next });
  const open = dialog === null && state !== 'assigned';
  useKey('c', () => say('confirmed'), { enabled: open && verdict !== 'confirmed' });
  useKey('f', () => say('false'), { enabled: open && verdict !== 'false' });
  useKey('n', () => say('known'), { enabled: open && verdict !== 'known' });
  return (
    <div className={styles.verdict}>
      {state !== 'assigned' &&
        (['confirmed', 'false', 'known'] as const).map((each) => (
          <Button
            key={each}
            view={
              verdict === each ? 'action' : each === 'confirmed' && !verdict ? 'outlined-action' : 'outlined'
            }
            aria-pressed={verdict === each}
            title={`${t(`verdictHint.${each}`)} — ${KEYS[each]}`}
            onClick={() => say(verdict === each ? 'found' : each)}
          >
            {t(`verdict.${each}`)}
          </Button>
        ))}
      {state !== 'false' && (
        <Button view={state === 'confirmed' ? 'action' : 'outlined'} onClick={() => setDialog('assign')}>
          {t(state === 'assigned' ? 'assign.again' : 'assign.title')}
        </Button>
      )}
      {state !== 'false' && mayJoin && (
        <Button view="outlined" onClick={() => setDialog('join')}>
          {t('join.title')}…
        </Button>
      )}
      {state !== 'over' && state !== 'false' && (
        <Button view={state === 'assigned' ? 'action' : 'outlined'} onClick={() => setDialog('end')}>
          {t('end.title')}
        </Button>
      )}
      {dialog === 'assign' && <AssignDialog spike={spike} open onClose={() => setDialog(null)} />}
      {dialog === 'join' && <JoinDialog spike={spike} onClose={() => setDialog(null)} />}
      {dialog === 'end' && <EndDialog spike={spike} onClose={() => setDialog(null)} />}
    </div>
  );
}

const KEYS = { confirmed: 'C', false: 'F', known: 'N' };

/** Ends the work with a word on what came of it. */
function EndDialog({ spike, onClose }: { spike: SpikeCard; onClose: () => void }) {
  const { t } = useTranslation('spikes');
  const decide = useDecide();
  const [outcome, setOutcome] = useState(spike.outcome ?? '');
  return (
    <Dialog open onClose={onClose} size="s" aria-labelledby="end-title" disableHeightTransition>
      <Dialog.Header caption={t('end.title')} id="end-title" />
      <Dialog.Body>
        <TextArea
          value={outcome}
          onUpdate={setOutcome}
          minRows={3}
          placeholder={t('end.hint')}
          controlProps={{ 'aria-label': t('end.hint') }}
        />
      </Dialog.Body>
      <Dialog.Footer
        textButtonApply={t('end.apply')}
        textButtonCancel={t('shell:cancel')}
        onClickButtonApply={() =>
          void decide(spike, { state: 'over', ...(outcome && { outcome }) }).then((done) => done && onClose())
        }
        onClickButtonCancel={onClose}
      />
    </Dialog>
  );
}
