import { Button, Select, Switch } from '@gravity-ui/uikit';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { AppealFilterQuery, EscalationRow } from '../../contract/index.ts';
import { call } from '../api/client.ts';
import { useRegistry } from '../api/registry.ts';
import { DueMark } from '../appeals/parts/due-mark.tsx';
import { useFormat } from '../format/use-format.ts';
import { Bars } from '../layout/bars.tsx';
import { Notice } from '../layout/notice.tsx';
import { ProblemNotice } from '../layout/problem-notice.tsx';
import { tellRefusal } from '../layout/tell-refusal.ts';
import styles from './control-page.module.css';
import { useControlLive } from './use-board.ts';

interface EscalationListProps {
  filter: AppealFilterQuery;
  rung: string | undefined;
  /** Also what somebody has taken note of. */
  all: boolean;
  onRung: (rung: string | undefined) => void;
  onAll: (all: boolean) => void;
}

export const RUNGS = ['warning', 'overdue', 'long_overdue', 'promise_broken', 'reopened_twice'] as const;

/** What has climbed the ladder: for whom, why, and who has taken note. */
export function EscalationList({ filter, rung, all, onRung, onAll }: EscalationListProps) {
  const { t } = useTranslation('control');
  const format = useFormat();
  useControlLive();
  const asked = { ...filter, rung, waiting: all ? undefined : ('1' as const), limit: 200 };
  const query = useQuery({
    queryKey: ['control', 'escalations', asked],
    queryFn: ({ signal }) => call('escalations', { query: asked, signal }),
    placeholderData: keepPreviousData,
  });
  const client = useQueryClient();
  const take = useMutation({
    mutationFn: (id: string) => call('acknowledgeEscalation', { params: { id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['control'] }),
    onError: (error) => tellRefusal('escalation', error),
  });
  return (
    <div className={styles.body}>
      <div className={styles.line}>
        <strong role="status">
          {query.data &&
            t('escalations.total', { count: query.data.total, number: format.number(query.data.total) })}
        </strong>
        <Select
          size="m"
          hasClear
          placeholder={t('escalations.anyRung')}
          aria-label={t('escalations.rung')}
          value={rung ? [rung] : []}
          onUpdate={([value]) => onRung(value)}
          options={RUNGS.map((value) => ({ value, content: t(`rung.${value}`) }))}
        />
        <Switch checked={all} onUpdate={onAll}>
          {t('escalations.withTaken')}
        </Switch>
      </div>
      {query.isPending ? (
        <Bars rows={10} height={52} />
      ) : query.isError && !query.data ? (
        <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      ) : query.data!.rows.length === 0 ? (
        <Notice role="status" title={t('escalations.empty')}>
          {t('escalations.emptyDetail')}
        </Notice>
      ) : (
        <ul className={styles.list}>
          {query.data!.rows.map((row) => (
            <Escalation
              key={row.id}
              row={row}
              busy={take.isPending && take.variables === row.id}
              onTake={() => take.mutate(row.id)}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

function Escalation({ row, busy, onTake }: { row: EscalationRow; busy: boolean; onTake: () => void }) {
  const { t } = useTranslation('control');
  const format = useFormat();
  const registry = useRegistry();
  return (
    <li className={styles.item} data-level={row.level}>
      <div className={styles.what}>
        <b>{t(`rung.${row.rung}`, { defaultValue: row.rung })}</b>
        <span className={styles.quiet}>{format.moment(row.at)}</span>
      </div>
      <div className={styles.case}>
        <Link to="/appeals/$id" params={{ id: row.appealId }}>
          {row.number}
        </Link>{' '}
        {registry.topicName(row.topic)}
        <div className={styles.quiet}>{registry.organisationName(row.organisation)}</div>
      </div>
      <div className={styles.due}>{row.dueAt && <DueMark dueAt={row.dueAt} />}</div>
      <div className={styles.taken}>
        {row.acknowledgedBy ? (
          <span className={styles.quiet}>
            {t('escalations.taken', { login: row.acknowledgedBy, at: format.moment(row.acknowledgedAt!) })}
          </span>
        ) : row.mine ? (
          <Button view="outlined-action" loading={busy} onClick={onTake}>
            {t('escalations.take')}
          </Button>
        ) : (
          <span className={styles.quiet}>
            {t('escalations.waits', {
              role: t(`shell:role.${row.toRole}`),
              organisation: registry.organisationName(row.toOrganisation),
            })}
          </span>
        )}
      </div>
    </li>
  );
}
