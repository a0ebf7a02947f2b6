import { Button, SegmentedRadioGroup, TextInput } from '@gravity-ui/uikit';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppealCard } from '../../../../contract/appeals.ts';
import type { CaseFile } from '../../../../contract/case-file.ts';
import { Status } from '../../../../contract/vocabulary.ts';
import { call } from '../../../api/client.ts';
import { Refusal } from '../../../layout/refusal.tsx';
import { StatusMark } from '../../parts/status-mark.tsx';
import styles from './file.module.css';
import { FileSection } from './file-section.tsx';
import { useFileWork } from './use-case-file.ts';

const WAYS = ['related', 'duplicate', 'join'] as const;

/** Cases that belong together: related, the same, split off, and those that share one answer. */
export function Links({ card, links }: { card: AppealCard; links: CaseFile['links'] }) {
  const { t } = useTranslation('casefile');
  const [adding, setAdding] = useState(false);
  const { work, busy, problem, refuse } = useFileWork(card.id);
  const [other, setOther] = useState('');
  const [way, setWay] = useState<(typeof WAYS)[number]>('related');
  const params = { id: card.id };
  const apart = () => work(() => call('joinCase', { params, body: { lead: null } }));
  const link = async () => {
    const number = other.trim();
    const done = await work(() =>
      way === 'join'
        ? call('joinCase', { params, body: { lead: number } })
        : call('linkCase', { params, body: { other: number, kind: way } }),
    );
    if (!done) return;
    setOther('');
    setAdding(false);
  };
  return (
    <FileSection
      title={t('link.title')}
      count={links.length}
      add={t('link.add')}
      adding={adding}
      onAdd={() => {
        refuse(null);
        setAdding(!adding);
      }}
    >
      {links.length > 0 && (
        <ul className={styles.list}>
          {links.map((each) => {
            const status = Status.safeParse(each.status);
            return (
              <li key={`${each.kind} ${each.id}`} className={styles.headline}>
                <Link to="/appeals/$id" params={{ id: each.id }}>
                  {each.number}
                </Link>
                <span className={styles.quiet}>{t(`link.kind.${each.kind}`)}</span>
                {status.success && <StatusMark status={status.data} />}
                {each.kind === 'lead' && (
                  <Button size="s" loading={busy} onClick={() => void apart()}>
                    {t('link.apart')}
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {adding && (
        <div className={styles.form}>
          <SegmentedRadioGroup
            size="s"
            value={way}
            onUpdate={setWay}
            options={WAYS.map((value) => ({ value, content: t(`link.way.${value}`) }))}
            aria-label={t('link.add')}
          />
          <p className={styles.quiet}>{t(`link.about.${way}`)}</p>
          <div className={styles.row}>
            <TextInput
              autoFocus
              value={other}
              onUpdate={setOther}
              placeholder={card.number}
              controlProps={{ 'aria-label': t('link.number') }}
              onKeyDown={(event) => event.key === 'Enter' && other.trim() && void link()}
            />
            <Button view="action" loading={busy} disabled={!other.trim()} onClick={() => void link()}>
              {t(way === 'join' ? 'link.join' : 'link.link')}
            </Button>
          </div>
        </div>
      )}
      <Refusal problem={problem} />
    </FileSection>
  );
}
