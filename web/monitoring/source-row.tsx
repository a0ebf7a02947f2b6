import { Button } from '@gravity-ui/uikit';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ReadPosts, type Source } from '../../contract/monitoring.ts';
import { addressOf, call } from '../api/client.ts';
import { useRegistry } from '../api/registry.ts';
import { sendForm } from '../api/send-form.ts';
import { useFormat } from '../format/use-format.ts';
import { tellRefusal } from '../layout/tell-refusal.ts';
import { FileButton } from '../pickers/file-button.tsx';
import { toaster } from '../theme/toaster.ts';
import styles from './monitoring.module.css';

interface SourceRowProps {
  row: Source;
  onEdit: () => void;
  onChange: () => void;
}

export function SourceRow({ row, onEdit, onChange }: SourceRowProps) {
  const { t } = useTranslation('monitoring');
  const registry = useRegistry();
  const format = useFormat();
  const [sent, setSent] = useState<number | null>(null);
  const read = useMutation({
    mutationFn: async (file: File | null) => {
      if (!file) return call('readSource', { params: { id: row.id } });
      const form = new FormData();
      form.append('file', file);
      const address = addressOf('/api/monitoring/sources/:id/export', { id: row.id });
      return ReadPosts.parse(await sendForm(address, form, setSent));
    },
    onSuccess: ({ posts, candidates }) =>
      toaster.add({
        name: 'source-read',
        title: t('source.readDone', { posts: format.number(posts), candidates: format.number(candidates) }),
        autoHiding: 8000,
      }),
    onError: (error) => tellRefusal('source-read', error),
    onSettled: () => {
      setSent(null);
      onChange();
    },
  });
  const whose = [
    registry.organisationName(row.organisation),
    registry.municipalityName(row.municipality),
  ].filter(Boolean);
  return (
    <tr data-off={!row.enabled || undefined}>
      <td>
        <button type="button" className={styles.name} onClick={onEdit}>
          {row.name}
        </button>
        <small>
          {t(`kind.${row.kind}`)} · {t(`network.${row.network}`)}
          {row.audience !== null && ` · ${t('readers', { number: format.number(row.audience) })}`}
        </small>
      </td>
      <td data-empty={whose.length === 0 || undefined}>{whose.join(', ') || '—'}</td>
      <td>
        {t(`reading.${row.reading}`)} {!row.enabled && <small>{t('source.off')}</small>}
      </td>
      <td data-empty={(!row.lastReadAt && !row.lastError) || undefined}>
        {row.lastReadAt ? format.moment(row.lastReadAt) : '—'}{' '}
        {row.lastError ? (
          <small data-state="off">{row.lastError}</small>
        ) : (
          row.lastPosts !== null && (
            <small>
              {t('source.brought', {
                posts: format.number(row.lastPosts),
                candidates: format.number(row.lastCandidates ?? 0),
              })}
            </small>
          )
        )}
      </td>
      <td data-number>
        {row.waiting > 0 ? (
          <Link to="/candidates" search={{ source: row.id } as never}>
            {format.number(row.waiting)}
          </Link>
        ) : (
          0
        )}
      </td>
      <td data-number>
        {format.number(row.accepted)} / {format.number(row.rejected)}
      </td>
      <td data-number>{row.reading === 'none' ? '—' : format.share(row.threshold)}</td>
      <td>
        {(row.reading === 'vk_search' || row.reading === 'feed') && (
          <Button size="s" view="outlined" loading={read.isPending} onClick={() => read.mutate(null)}>
            {t('source.readNow')}
          </Button>
        )}
        {row.reading === 'export' && (
          <FileButton
            size="s"
            label={sent === null ? t('source.file') : format.share(sent)}
            accept=".json,application/json"
            busy={read.isPending && sent === null}
            onFile={(file) => read.mutate(file)}
          />
        )}
      </td>
    </tr>
  );
}
