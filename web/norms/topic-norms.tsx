import { ChevronDown, ChevronRight } from '@gravity-ui/icons';
import { Button, Icon, Select, TextInput } from '@gravity-ui/uikit';
import { type CSSProperties, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EndpointOutput } from '../../contract/endpoints.ts';
import { REGIMES, type Regime } from '../../contract/vocabulary.ts';
import { useRegistry } from '../api/registry.ts';
import { useMay } from '../api/session.ts';
import { useAddressSearch } from '../filters/use-address-search.ts';
import { Notice } from '../layout/notice.tsx';
import styles from './norms.module.css';
import type { ShownPolicy } from './policy-shape.ts';
import { TopicNormDialog } from './topic-norm-dialog.tsx';
import { topicLines } from './topic-tree.ts';
import { useTermWords } from './use-term-words.ts';

const USUAL: Regime = 'pos_message';

interface TopicNormsProps {
  topics: EndpointOutput<'norms'>['topics'];
  policies: readonly ShownPolicy[];
}

/** The tree of topics: how many days each gives, which policy holds for it in this regime, and by what law. */
export function TopicNorms({ topics, policies }: TopicNormsProps) {
  const { t } = useTranslation(['norms', 'vocabulary']);
  const registry = useRegistry();
  const words = useTermWords();
  const mayChange = useMay('norms.change');
  const { search, change } = useAddressSearch();
  const regime = REGIMES.find((each) => each === search.regime) ?? USUAL;
  const typed = typeof search.q === 'string' ? search.q : '';
  const opened = useMemo(
    () =>
      new Set(
        String(search.open ?? '')
          .split(',')
          .filter(Boolean),
      ),
    [search.open],
  );
  const [editing, setEditing] = useState<string | null>(null);
  const norms = useMemo(() => new Map(topics.map((each) => [each.topic, each])), [topics]);
  const lines = topicLines(registry.topics, opened, typed, registry.topicPath);
  const toggle = (code: string) => {
    const next = new Set(opened);
    if (!next.delete(code)) next.add(code);
    change({ open: [...next].join(',') || undefined }, { replace: true });
  };
  return (
    <>
      <div className={styles.line}>
        <TextInput
          className={styles.search}
          value={typed}
          onUpdate={(q) => change({ q: q || undefined }, { replace: true })}
          placeholder={t('topic.find')}
          type="search"
          hasClear
          controlProps={{ 'aria-label': t('topic.find') }}
        />
        <Select
          label={t('topic.regime')}
          aria-label={t('topic.regime')}
          value={[regime]}
          onUpdate={([next]) => change({ regime: next === USUAL ? undefined : next })}
          options={REGIMES.map((each) => ({
            value: each as string,
            content: t(`vocabulary:regime.${each}`),
          }))}
        />
      </div>
      {lines.length === 0 ? (
        <Notice
          role="status"
          title={t('topic.none')}
          action={<Button onClick={() => change({ q: undefined })}>{t('topic.all')}</Button>}
        />
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th>{t('topic.column.topic')}</th>
              <th>{t('topic.column.days')}</th>
              <th>{t('topic.column.policy')}</th>
              <th>{t('topic.column.source')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ topic, depth, leaves }) => {
              const norm = norms.get(topic.code);
              const policy = policies.find((each) => each.id === norm?.policies[regime]);
              const final = policy?.steps.find((step) => step.step === 'final_answer') ?? policy?.steps[0];
              // A norm only shortens: where the policy gives less, it has no say.
              const idle =
                final?.step === 'final_answer' &&
                final.unit === 'calendar_days' &&
                (norm?.days ?? 0) > final.amount;
              const open = typed !== '' || opened.has(topic.code);
              return (
                <tr key={topic.code} data-group={leaves > 0 || undefined}>
                  <th scope="row" style={{ '--depth': depth } as CSSProperties}>
                    {leaves > 0 ? (
                      <button
                        type="button"
                        className={styles.fold}
                        aria-expanded={open}
                        onClick={() => toggle(topic.code)}
                      >
                        <Icon data={open ? ChevronDown : ChevronRight} size={14} />
                        {topic.name} <small>{t('topic.count', { count: leaves })}</small>
                      </button>
                    ) : (
                      <span className={styles.leaf}>{topic.name}</span>
                    )}
                  </th>
                  {topic.leaf ? (
                    <>
                      <td data-idle={idle || undefined} title={idle ? t('topic.idle') : undefined}>
                        {mayChange ? (
                          <Button
                            size="s"
                            view="outlined"
                            onClick={() => setEditing(topic.code)}
                            title={idle ? t('topic.idle') : t('topic.change')}
                            aria-label={t('topic.changeOf', {
                              now: norm?.days ? t('topic.inDays', { count: norm.days }) : '—',
                              name: topic.name,
                            })}
                          >
                            {norm?.days ? t('topic.inDays', { count: norm.days }) : '—'}
                          </Button>
                        ) : norm?.days ? (
                          t('topic.inDays', { count: norm.days })
                        ) : (
                          '—'
                        )}
                      </td>
                      <td>
                        {policy?.title}
                        {final && <small>{words.amount(final)}</small>}
                      </td>
                      <td title={final?.source}>
                        <span className={styles.source}>{final?.source}</span>
                      </td>
                    </>
                  ) : (
                    <td colSpan={3} />
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {editing && (
        <TopicNormDialog
          topic={editing}
          days={norms.get(editing)?.days ?? null}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  );
}
