import { Dialog, TextInput } from '@gravity-ui/uikit';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SpikeCard } from '../../contract/index.ts';
import { BodySelect } from '../pickers/body-select.tsx';
import styles from './spike-page.module.css';
import { useDecide } from './use-spikes.ts';

/** To whom, and who there; offered first: the body that most of the rise falls on. */
export function AssignDialog({
  spike,
  open,
  onClose,
}: {
  spike: SpikeCard;
  open: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation('spikes');
  const decide = useDecide();
  const likely = spike.explanation.find((cause) => cause.attribute === 'organisation')?.value;
  const [organisation, setOrganisation] = useState(
    spike.organisation ?? likely ?? spike.samples[0]?.organisation ?? '',
  );
  const [assignee, setAssignee] = useState(spike.assignee ?? '');
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const apply = async () => {
    setBusy(true);
    const done = await decide(spike, {
      state: 'assigned',
      organisation,
      ...(assignee && { assignee }),
      ...(note && { note }),
    });
    setBusy(false);
    if (done) onClose();
  };
  return (
    <Dialog open={open} onClose={onClose} size="s" aria-labelledby="assign-title" disableHeightTransition>
      <Dialog.Header caption={t('assign.title')} id="assign-title" />
      <Dialog.Body>
        <div className={styles.form}>
          <label htmlFor="assign-body">{t('assign.organisation')}</label>
          <BodySelect id="assign-body" value={organisation} onChange={setOrganisation} />
          <label htmlFor="assign-person">{t('assign.person')}</label>
          <TextInput
            id="assign-person"
            value={assignee}
            onUpdate={setAssignee}
            placeholder={t('assign.personHint')}
          />
          <label htmlFor="assign-note">{t('assign.note')}</label>
          <TextInput id="assign-note" value={note} onUpdate={setNote} placeholder={t('assign.noteHint')} />
        </div>
      </Dialog.Body>
      <Dialog.Footer
        textButtonApply={t('assign.apply')}
        textButtonCancel={t('shell:cancel')}
        onClickButtonApply={() => void apply()}
        onClickButtonCancel={onClose}
        loading={busy}
        propsButtonApply={{ disabled: !organisation }}
      />
    </Dialog>
  );
}
