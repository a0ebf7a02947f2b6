import { Alert, Dialog } from '@gravity-ui/uikit';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppealCard } from '../../../contract/appeals.ts';
import type { Problem } from '../../../contract/problem.ts';
import { call } from '../../api/client.ts';
import { describeError, ProblemError } from '../../api/problem-error.ts';
import { useRegistry } from '../../api/registry.ts';
import { useFormat } from '../../format/use-format.ts';
import { tellRefusal } from '../../layout/tell-refusal.ts';
import { BodySelect } from '../../pickers/body-select.tsx';
import { TopicPicker } from '../../pickers/topic-picker.tsx';
import { toaster } from '../../theme/toaster.ts';
import { MunicipalitySelect } from '../../triage/municipality-select.tsx';
import { RouteLine } from '../../triage/route-line.tsx';
import { Suggestions } from '../../triage/suggestions.tsx';
import { useRoutePreview } from '../../triage/use-route-preview.ts';
import { DueMark } from '../parts/due-mark.tsx';
import styles from './correct-dialog.module.css';

const BY_RULE = '-';

interface CorrectDialogProps {
  card: AppealCard;
  open: boolean;
  onClose: () => void;
}

/** Topic, place and body of a case set by a person; shows beforehand where the case will go and why. */
export function CorrectDialog({ card, open, onClose }: CorrectDialogProps) {
  const { t } = useTranslation(['appeals', 'triage', 'shell']);
  const registry = useRegistry();
  const format = useFormat();
  const client = useQueryClient();
  const [topic, setTopic] = useState(card.topic ?? card.suggestions[0]?.code ?? null);
  const [municipality, setMunicipality] = useState(card.municipality);
  const [organisation, setOrganisation] = useState(BY_RULE);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const route = useRoutePreview(card.id, open ? topic : null, municipality);

  useEffect(() => {
    if (!open) return;
    setTopic(card.topic ?? card.suggestions[0]?.code ?? null);
    setMunicipality(card.municipality);
    setOrganisation(BY_RULE);
    setProblem(null);
  }, [open, card]);

  const refresh = () => client.invalidateQueries({ queryKey: ['appeal', card.id] });
  const undo = async () => {
    try {
      await call('undoTriage', { params: { id: card.id } });
      await refresh();
    } catch (error) {
      tellRefusal('correct-undo', error);
    }
  };
  const apply = async () => {
    if (topic === null) return;
    setBusy(true);
    setProblem(null);
    try {
      await call('decideTriage', {
        params: { id: card.id },
        ifMatch: card.version,
        body: {
          topic,
          ...(municipality !== card.municipality && { municipality }),
          ...(organisation !== BY_RULE && { organisation }),
        },
      });
      onClose();
      toaster.add({
        name: 'correct-done',
        title: t('triage:decided', { number: card.number }),
        content: registry.topicName(topic),
        autoHiding: 10_000,
        actions: [{ label: t('triage:undo'), onClick: () => void undo() }],
      });
      await refresh();
    } catch (error) {
      setProblem(describeError(error));
      if (error instanceof ProblemError && error.status === 412) await refresh();
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog open={open} onClose={onClose} size="m" aria-labelledby="correct-title" disableHeightTransition>
      <Dialog.Header caption={t('correct.title', { number: card.number })} id="correct-title" />
      <Dialog.Body>
        <div className={styles.body}>
          {problem && <Alert theme="danger" title={problem.title} message={problem.detail} />}
          <h3>{t('triage:topic')}</h3>
          <Suggestions suggestions={card.suggestions.slice(0, 3)} chosen={topic} onChoose={setTopic} />
          <TopicPicker placeholder={t('triage:otherTopic')} onPick={setTopic} />
          <div className={styles.pair}>
            <label htmlFor="correct-municipality">{t('triage:municipality')}</label>
            <MunicipalitySelect id="correct-municipality" value={municipality} onChange={setMunicipality} />
            <label htmlFor="correct-organisation">{t('correct.organisation')}</label>
            <BodySelect
              id="correct-organisation"
              value={organisation}
              onChange={(value) => setOrganisation(value || BY_RULE)}
              first={{ value: BY_RULE, content: t('correct.byRule') }}
            />
          </div>
          <h3>{t('triage:route')}</h3>
          {organisation === BY_RULE ? (
            <>
              <RouteLine
                preview={route.data}
                stale={route.isPlaceholderData}
                failed={route.isError}
                fallback={null}
              />
              <h3>{t('triage:deadline')}</h3>
              <p className={styles.deadline}>
                {route.data && <DueMark dueAt={route.data.dueAt} sentence />}
                {route.data && <small>{t('card.until', { when: format.moment(route.data.dueAt) })}</small>}
              </p>
            </>
          ) : (
            <RouteLine
              preview={{ organisation, why: t('correct.byHand') }}
              stale={false}
              failed={false}
              fallback={null}
            />
          )}
        </div>
      </Dialog.Body>
      <Dialog.Footer
        textButtonApply={t('correct.apply')}
        textButtonCancel={t('shell:cancel')}
        onClickButtonApply={() => void apply()}
        onClickButtonCancel={onClose}
        loading={busy}
        propsButtonApply={{ disabled: topic === null }}
      />
    </Dialog>
  );
}
