import { Button, Label } from '@gravity-ui/uikit';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerTemplate } from '../../contract/case-file.ts';
import { call } from '../api/client.ts';
import { useRegistry } from '../api/registry.ts';
import { useFormat } from '../format/use-format.ts';
import { Bars } from '../layout/bars.tsx';
import { Notice } from '../layout/notice.tsx';
import { ProblemNotice } from '../layout/problem-notice.tsx';
import { BLOCKS, TemplateDialog } from './template-dialog.tsx';
import styles from './templates-page.module.css';

/** Which templates there are and for which topics; each opens to be changed, those switched off stand last. */
export function AnswerTemplates() {
  const { t } = useTranslation(['casefile', 'vocabulary', 'chains']);
  const registry = useRegistry();
  const format = useFormat();
  const [open, setOpen] = useState<AnswerTemplate | 'new' | null>(null);
  const query = useQuery({
    queryKey: ['templates', 'all'],
    queryFn: ({ signal }) => call('templates', { query: { all: '1' }, signal }),
  });
  const rows = query.data?.rows ?? [];
  const add = (
    <Button view="action" onClick={() => setOpen('new')}>
      {t('template.add')}
    </Button>
  );
  return (
    <>
      {query.isPending ? (
        <Bars rows={5} height={64} />
      ) : query.isError ? (
        <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      ) : rows.length === 0 ? (
        <Notice role="status" title={t('template.empty')} action={add}>
          {t('template.emptyDetail')}
        </Notice>
      ) : (
        <>
          <div className={styles.bar}>
            <strong role="status">
              {t('template.count', { count: rows.length, number: format.number(rows.length) })}
            </strong>
            {add}
          </div>
          <ul className={styles.list}>
            {rows.map((row) => (
              <li key={row.id} data-off={!row.enabled || undefined}>
                <div>
                  <b>{row.title}</b> {!row.enabled && <Label>{t('chains:off')}</Label>}
                  <small>
                    {[
                      row.topic ? registry.topicPath(row.topic) : t('template.everyTopic'),
                      row.outcome && t(`vocabulary:outcome.${row.outcome}`),
                      row.changedAt &&
                        t('chains:edition', { number: row.edition, when: format.moment(row.changedAt) }),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </small>
                  <p>
                    {BLOCKS.map((block) => row[block])
                      .filter(Boolean)
                      .join(' · ')}
                  </p>
                </div>
                <Button
                  size="s"
                  onClick={() => setOpen(row)}
                  aria-label={t('chains:changeOf', { title: row.title })}
                >
                  {t('chains:change')}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
      {open && <TemplateDialog template={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </>
  );
}
