import { Button, Checkbox, TextInput } from '@gravity-ui/uikit';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { endpoints } from '../../contract/endpoints.ts';
import { POST_MAX } from '../../contract/letters.ts';
import { addressOf, call } from '../api/client.ts';
import { useRegistry } from '../api/registry.ts';
import { useFormat } from '../format/use-format.ts';
import { Bars } from '../layout/bars.tsx';
import { Notice } from '../layout/notice.tsx';
import { ProblemNotice } from '../layout/problem-notice.tsx';
import { tellRefusal } from '../layout/tell-refusal.ts';
import { toaster } from '../theme/toaster.ts';
import styles from './post-page.module.css';

/** Letters of one state; those chosen are printed as one file and marked by one press, which can be taken back. */
export function PostList({ state }: { state: 'to_print' | 'sent' }) {
  const { t } = useTranslation(['letters', 'shell']);
  const registry = useRegistry();
  const format = useFormat();
  const client = useQueryClient();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [tracks, setTracks] = useState<Readonly<Record<string, string>>>({});
  const [on, setOn] = useState(format.today);
  const list = useInfiniteQuery({
    queryKey: ['post', state],
    queryFn: ({ pageParam, signal }) => call('post', { query: { state, after: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const again = () => client.invalidateQueries({ queryKey: ['post'] });
  const fail = (error: unknown) => tellRefusal('post-problem', error);
  const unsend = useMutation({
    mutationFn: (ids: string[]) => call('markUnsent', { body: { ids } }),
    onError: fail,
    onSettled: again,
  });
  const send = useMutation({
    mutationFn: (ids: string[]) =>
      call('markSent', {
        body: {
          ids,
          on,
          tracks: Object.fromEntries(ids.flatMap((id) => (tracks[id] ? [[id, tracks[id]]] : []))),
        },
      }),
    onSuccess: ({ marked }, ids) => {
      setChosen(new Set());
      toaster.add({
        name: 'post-sent',
        theme: 'success',
        title: t('post.marked', { count: marked }),
        autoHiding: 10_000,
        actions: [{ label: t('post.undo'), onClick: () => unsend.mutate(ids) }],
      });
    },
    onError: fail,
    onSettled: again,
  });
  if (list.isPending) return <Bars rows={8} height={44} />;
  if (!list.data) return <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />;
  const rows = list.data.pages.flatMap((page) => page.rows);
  const total = list.data.pages[0]!.total;
  if (rows.length === 0)
    return <Notice title={t(`post.empty.${state}.title`)}>{t(`post.empty.${state}.detail`)}</Notice>;
  const ids = rows.map((row) => row.id).filter((id) => chosen.has(id));
  const offered = rows.slice(0, POST_MAX).map((row) => row.id);
  const all = offered.every((id) => chosen.has(id));
  const toggle = (id: string) =>
    setChosen((now) => new Set(now.has(id) ? [...now].filter((each) => each !== id) : [...now, id]));
  const tooMany = ids.length > POST_MAX;
  return (
    <>
      <div className={styles.acts}>
        <Checkbox
          checked={all}
          indeterminate={!all && ids.length > 0}
          onUpdate={() => setChosen(new Set(all ? [] : offered))}
        >
          {t('post.all', { count: offered.length })}
        </Checkbox>
        <Button
          view={state === 'to_print' ? 'action' : 'outlined'}
          disabled={ids.length === 0 || tooMany}
          href={
            ids.length > 0 && !tooMany
              ? addressOf(endpoints.printPost.path, {}, { ids: ids.join(',') })
              : undefined
          }
          target="_blank"
        >
          {t('post.print', { count: ids.length })}
        </Button>
        {state === 'to_print' ? (
          <>
            <Button
              view="outlined-action"
              disabled={ids.length === 0 || tooMany || on > format.today}
              loading={send.isPending}
              onClick={() => send.mutate(ids)}
            >
              {t('post.send')}
            </Button>
            <input
              type="date"
              className={styles.day}
              aria-label={t('post.on')}
              max={format.today}
              value={on}
              onChange={(event) => setOn(event.target.value || format.today)}
            />
          </>
        ) : (
          <Button
            view="outlined"
            disabled={ids.length === 0 || tooMany}
            loading={unsend.isPending}
            onClick={() => {
              unsend.mutate(ids);
              setChosen(new Set());
            }}
          >
            {t('post.takeBack')}
          </Button>
        )}
        <span>
          {tooMany
            ? t('post.tooMany', { count: POST_MAX })
            : t('post.total', { count: total, number: format.number(total) })}
        </span>
      </div>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th aria-label={t('post.choose')} />
              <th>{t('post.column.letter')}</th>
              <th>{t('post.column.case')}</th>
              <th>{t('post.column.to')}</th>
              <th>{t('post.column.from')}</th>
              <th>{t(state === 'sent' ? 'post.column.sent' : 'post.column.track')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td>
                  <Checkbox
                    checked={chosen.has(row.id)}
                    onUpdate={() => toggle(row.id)}
                    controlProps={{ 'aria-label': `${t('post.choose')} ${row.appealNumber}` }}
                  />
                </td>
                <td>
                  {t(`kind.${row.kind}`)}
                  <small>
                    {[row.number && `№ ${row.number}`, format.moment(row.at)].filter(Boolean).join(' · ')}
                  </small>
                </td>
                <td className={styles.whole}>
                  <Link to="/appeals/$id" params={{ id: row.appealId }}>
                    {row.appealNumber}
                  </Link>
                </td>
                <td>
                  {row.name ?? t('post.nameless')}
                  <small>{row.postalAddress}</small>
                </td>
                <td>
                  {registry.organisation(row.organisation)?.shortName ??
                    registry.organisationName(row.organisation)}
                </td>
                <td>
                  {state === 'sent' ? (
                    <>
                      {row.sentOn && format.longDay(row.sentOn)}
                      {row.track && <small>{row.track}</small>}
                    </>
                  ) : (
                    <TextInput
                      className={styles.track}
                      controlProps={{ 'aria-label': t('post.column.track') }}
                      placeholder={t('post.column.track')}
                      value={tracks[row.id] ?? ''}
                      onUpdate={(track) => setTracks((now) => ({ ...now, [row.id]: track }))}
                    />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {list.hasNextPage && (
        <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('post.more')}
        </Button>
      )}
    </>
  );
}
