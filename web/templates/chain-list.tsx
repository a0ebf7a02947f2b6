import { Button, Label } from '@gravity-ui/uikit';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApprovalChain } from '../../contract/approval-chains.ts';
import { call } from '../api/client.ts';
import { useRegistry } from '../api/registry.ts';
import { useMay } from '../api/session.ts';
import { Bars } from '../layout/bars.tsx';
import { Notice } from '../layout/notice.tsx';
import { ProblemNotice } from '../layout/problem-notice.tsx';
import { ChainDialog } from './chain-dialog.tsx';
import { ChainPreviewField } from './chain-preview.tsx';
import { ChainSteps } from './chain-steps.tsx';
import styles from './templates-page.module.css';

export const useChains = () =>
  useQuery({ queryKey: ['chains'], queryFn: ({ signal }) => call('chains', { signal }) });

/** Who agrees to which answers; and, for one case, who would. */
export function ChainList() {
  const { t } = useTranslation(['chains', 'vocabulary']);
  const registry = useRegistry();
  const mayChange = useMay('chains.change');
  const [open, setOpen] = useState<ApprovalChain | 'new' | null>(null);
  const query = useChains();
  if (query.isPending) return <Bars rows={5} height={72} />;
  if (query.isError) return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
  const { chains, approvers } = query.data;
  const add = mayChange && (
    <Button view="action" onClick={() => setOpen('new')}>
      {t('add')}
    </Button>
  );
  return (
    <>
      <ChainPreviewField />
      {chains.length === 0 ? (
        <Notice role="status" title={t('empty')} action={add}>
          {t('emptyDetail')}
        </Notice>
      ) : (
        <>
          <div className={styles.bar}>
            <strong role="status">{t('count', { count: chains.length })}</strong>
            {add}
          </div>
          <ul className={styles.list}>
            {chains.map((chain) => (
              <li key={chain.id} data-off={!chain.enabled || undefined}>
                <div>
                  <b>{chain.title}</b> {!chain.enabled && <Label>{t('off')}</Label>}
                  <small>
                    {[
                      chain.organisation ? registry.organisationName(chain.organisation) : t('anyBody'),
                      chain.topic ? registry.topicPath(chain.topic) : t('anyTopic'),
                      chain.outcome ? t(`vocabulary:outcome.${chain.outcome}`) : t('anyOutcome'),
                    ].join(' · ')}
                  </small>
                  <ChainSteps steps={chain.steps} />
                  <small>
                    {[
                      chain.minSteps < chain.steps.length && t('least', { count: chain.minSteps }),
                      chain.running > 0 && t('running', { count: chain.running }),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </small>
                </div>
                {mayChange && (
                  <Button
                    size="s"
                    onClick={() => setOpen(chain)}
                    aria-label={t('changeOf', { title: chain.title })}
                  >
                    {t('change')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {open && (
        <ChainDialog
          chain={open === 'new' ? null : open}
          approvers={approvers}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}
