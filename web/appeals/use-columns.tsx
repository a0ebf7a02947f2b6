import { createColumnHelper } from '@tanstack/react-table';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppealRow } from '../../contract/appeals.ts';
import { useRegistry } from '../api/registry.ts';
import { useFormat } from '../format/use-format.ts';
import styles from './appeals-table.module.css';
import { DueMark } from './parts/due-mark.tsx';
import { StatusMark } from './parts/status-mark.tsx';
import { UrgencyMark } from './parts/urgency-mark.tsx';

const column = createColumnHelper<AppealRow>();

/** The columns of the list; their widths are in the style sheet, in the same order. */
export function useColumns() {
  const { t } = useTranslation(['appeals', 'vocabulary']);
  const registry = useRegistry();
  const format = useFormat();
  return useMemo(
    () => [
      column.accessor('number', {
        header: t('column.number'),
        cell: ({ row: { original } }) => (
          <>
            <a
              href={`/appeals/${original.id}`}
              onClick={(event) =>
                !(event.metaKey || event.ctrlKey || event.shiftKey) && event.preventDefault()
              }
            >
              {original.number}
            </a>{' '}
            <UrgencyMark urgency={original.urgency} />
          </>
        ),
      }),
      column.accessor('filedAt', {
        header: t('column.filedAt'),
        cell: ({ getValue }) => <span title={format.full(getValue())}>{format.moment(getValue())}</span>,
      }),
      column.accessor('channel', {
        header: t('column.channel'),
        cell: ({ getValue }) => t(`vocabulary:channel.${getValue()}`),
      }),
      column.accessor('topic', {
        header: t('column.topic'),
        cell: ({ getValue }) => (
          <span className={styles.two} title={registry.topicPath(getValue())}>
            {registry.topicName(getValue()) || <i>{t('vocabulary:field.topicMissing')}</i>}
          </span>
        ),
      }),
      column.accessor('excerpt', {
        header: t('column.text'),
        cell: ({ getValue }) => (
          <span className={styles.two} title={getValue()}>
            {getValue()}
          </span>
        ),
      }),
      column.accessor('municipality', {
        header: t('column.municipality'),
        cell: ({ getValue }) => {
          const name = registry.municipalityName(getValue()) || t('vocabulary:field.municipalityMissing');
          return (
            <span className={styles.two} title={name}>
              {name}
            </span>
          );
        },
      }),
      column.accessor('organisation', {
        header: t('column.organisation'),
        cell: ({ getValue }) => {
          const organisation = registry.organisation(getValue());
          return (
            <span className={styles.two} title={organisation?.name}>
              {organisation?.shortName || organisation?.name || getValue()}
            </span>
          );
        },
      }),
      column.accessor('status', {
        header: t('column.status'),
        cell: ({ getValue }) => <StatusMark status={getValue()} />,
      }),
      column.accessor('dueAt', {
        header: t('column.due'),
        cell: ({ getValue }) => <DueMark dueAt={getValue()} />,
      }),
    ],
    [t, registry, format],
  );
}
