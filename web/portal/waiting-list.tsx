import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SentAppeal, WaitingAppeal } from '../offline/waiting.ts';
import { followTokenIn } from './follow-token.ts';
import styles from './portal.module.css';
import { usePublicDates } from './public-region.ts';
import type { Waiting } from './use-waiting.ts';
import own from './waiting-list.module.css';

interface WaitingListProps {
  waiting: Waiting;
  /** Puts what was taken out into the form; absent where there is no form or it is not empty. */
  onEdit?: (item: WaitingAppeal) => void;
  headingLevel?: 'h1' | 'h2';
}

/** «Отправим, когда появится связь»: what waits, and what has been sent since. Nothing when there is neither. */
export function WaitingList({ waiting, onEdit, headingLevel: Heading = 'h2' }: WaitingListProps) {
  const { t } = useTranslation('app');
  const { items, sent } = waiting;
  if (items.length === 0 && sent.length === 0) return null;
  return (
    <section className={own.box} aria-live="polite">
      {sent.map((each) => (
        <Sent key={each.key} sent={each} onPutAway={() => void waiting.putAway(each.key)} />
      ))}
      {items.length > 0 && (
        <>
          <Heading className={styles[Heading]}>{t('waiting.title')}</Heading>
          <p className={styles.hint}>{t('waiting.hint')}</p>
          <ul className={own.list}>
            {items.map((item) => (
              <Item key={item.key} item={item} waiting={waiting} onEdit={onEdit} />
            ))}
          </ul>
          {items.some((item) => !item.refused) && (
            <button type="button" className={styles.link} onClick={waiting.tryNow} disabled={waiting.trying}>
              {t(waiting.trying ? 'waiting.trying' : 'waiting.tryNow')}
            </button>
          )}
        </>
      )}
    </section>
  );
}

function Item({
  item,
  waiting,
  onEdit,
}: {
  item: WaitingAppeal;
  waiting: Waiting;
  onEdit?: (item: WaitingAppeal) => void;
}) {
  const { t } = useTranslation('app');
  const { moment } = usePublicDates();
  const [sure, setSure] = useState(false);
  const { draft, refused, tried } = item;
  const edit = async () => {
    const taken = await waiting.edit(item.key);
    if (taken) onEdit?.(taken);
  };
  return (
    <li className={own.item} data-refused={refused ? true : undefined}>
      <p className={own.text}>{draft.text}</p>
      <p className={own.facts}>
        {[moment(item.at), draft.placeName || draft.address, photosText(draft.photos.length, t)]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {refused && (
        <p className={own.refused}>
          <b>{refused.title}.</b> {refused.detail}
        </p>
      )}
      {tried && !refused && <p className={own.facts}>{t('waiting.tried')}</p>}
      <div className={own.acts}>
        {!tried && onEdit && (
          <button type="button" className={styles.link} onClick={() => void edit()}>
            {t('waiting.edit')}
          </button>
        )}
        <button
          type="button"
          className={styles.link}
          onClick={() => (sure ? void waiting.remove(item.key) : setSure(true))}
        >
          {t(sure ? 'waiting.removeSure' : 'waiting.remove')}
        </button>
        {sure && (
          <button type="button" className={styles.link} onClick={() => setSure(false)}>
            {t('waiting.keep')}
          </button>
        )}
      </div>
    </li>
  );
}

function Sent({ sent, onPutAway }: { sent: SentAppeal; onPutAway: () => void }) {
  const { t } = useTranslation('app');
  const { date } = usePublicDates();
  const { filed, lostPhotos } = sent;
  return (
    <div className={own.sent}>
      <p>
        <b>
          {t('waiting.sent')} <span className={styles.whole}>{filed.number}</span>.
        </b>{' '}
        {t('waiting.until', { who: filed.organisation, date: date(filed.dueAt) })}
      </p>
      {lostPhotos.length > 0 && <p>{t('waiting.lostPhotos', { names: lostPhotos.join(', ') })}</p>}
      <div className={own.acts}>
        <Link
          to="/follow/$token"
          params={{ token: followTokenIn(filed.followUrl) }}
          className={styles.secondary}
        >
          {t('waiting.open')}
        </Link>
        <button type="button" className={styles.link} onClick={onPutAway}>
          {t('waiting.putAway')}
        </button>
      </div>
    </div>
  );
}

function photosText(count: number, t: (key: string, values: Record<string, unknown>) => string): string {
  return count > 0 ? t('waiting.photos', { count }) : '';
}
