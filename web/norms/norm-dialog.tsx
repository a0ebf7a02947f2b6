import { Dialog } from '@gravity-ui/uikit';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NormChange, NormEffect } from '../../contract/norms.ts';
import { call } from '../api/client.ts';
import { describeError, problemWords } from '../api/problem-error.ts';
import { registryQuery } from '../api/registry.ts';
import { useFormat } from '../format/use-format.ts';
import { toaster } from '../theme/toaster.ts';
import styles from './norms.module.css';

const TYPING_PAUSE_MS = 400;
/** Other processes of the server notice a change of the registry by then. */
const NOTICED_MS = 5000;

interface NormDialogProps {
  title: string;
  /** null: nothing is changed yet, or what is typed is no norm. */
  change: NormChange | null;
  children: ReactNode;
  onClose: () => void;
}

/** A norm being changed: what it would do to the open cases stands under the fields before it is done. */
export function NormDialog({ title, change, children, onClose }: NormDialogProps) {
  const { t } = useTranslation(['norms', 'shell']);
  const client = useQueryClient();
  const settled = useSettled(change);
  const preview = useQuery({
    queryKey: ['norm-preview', settled],
    queryFn: ({ signal }) => call('previewNorm', { body: settled!, signal }),
    enabled: settled !== null,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  });
  const apply = useMutation({
    mutationFn: () => call('changeNorm', { body: change! }),
    onSuccess: (effect) => {
      const again = () => {
        void client.invalidateQueries({ queryKey: ['norms'] });
        void client.invalidateQueries({ queryKey: registryQuery.queryKey });
      };
      again();
      setTimeout(again, NOTICED_MS);
      void client.invalidateQueries({ queryKey: ['appeals'] });
      toaster.add({ name: 'norm', title: t('changed', { count: effect.changed }), autoHiding: 6000 });
      onClose();
    },
  });
  const current = settled !== null && settled === change && !preview.isPlaceholderData;
  const error = apply.error ?? (current ? preview.error : null);
  return (
    <Dialog
      open
      onClose={() => !apply.isPending && onClose()}
      size="m"
      aria-labelledby="norm-title"
      disableHeightTransition
    >
      <Dialog.Header caption={title} id="norm-title" />
      <Dialog.Body>
        <div className={styles.form}>
          {children}
          <div className={styles.effect} aria-live="polite" data-stale={!current || undefined}>
            {change === null ? (
              <p>{t('effect.begin')}</p>
            ) : preview.data ? (
              <EffectWords effect={preview.data} />
            ) : (
              !error && <p>{t('effect.counting')}</p>
            )}
            {error && (
              <p className={styles.refusal} role="alert">
                {problemWords(describeError(error))}
              </p>
            )}
          </div>
        </div>
      </Dialog.Body>
      <Dialog.Footer
        textButtonApply={t('apply')}
        textButtonCancel={t('shell:cancel')}
        loading={apply.isPending}
        propsButtonApply={{ disabled: !current || !preview.data || Boolean(preview.error) }}
        onClickButtonApply={() => apply.mutate()}
        onClickButtonCancel={onClose}
      />
    </Dialog>
  );
}

function EffectWords({ effect }: { effect: NormEffect }) {
  const { t } = useTranslation('norms');
  const { number } = useFormat();
  return (
    <>
      <p>
        <strong>{t('effect.open', { count: effect.open, number: number(effect.open) })}</strong>{' '}
        {effect.changed === 0
          ? t('effect.none')
          : t('effect.moves', { earlier: number(effect.earlier), later: number(effect.later) })}
      </p>
      {effect.overdueNow > 0 && (
        <p className={styles.refusal}>
          {t('effect.overdue', { count: effect.overdueNow, number: number(effect.overdueNow) })}
        </p>
      )}
    </>
  );
}

/** The change as it is after a pause in typing. */
function useSettled(change: NormChange | null): NormChange | null {
  const [settled, setSettled] = useState(change);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(change), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [change]);
  return settled;
}
