import { Button, Label } from '@gravity-ui/uikit';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OnBehalfChannel } from '../../contract/reception.ts';
import { call } from '../api/client.ts';
import { useRegistry } from '../api/registry.ts';
import { StatusMark } from '../appeals/parts/status-mark.tsx';
import { dayIn } from '../filters/period.ts';
import { useFormat } from '../format/use-format.ts';
import { TopicPicker } from '../pickers/topic-picker.tsx';
import styles from './reception.module.css';
import type { Card } from './use-card.ts';

const PAUSE_MS = 400;
const TEXT_MIN = 8;

interface SayPanelProps {
  channel: OnBehalfChannel;
  card: Card;
  onTopic: (topic: string | null) => void;
}

/** «Скажите заявителю»: read out while the talk goes on. Asked a moment after the last key. */
export function SayPanel({ channel, card, onTopic }: SayPanelProps) {
  const { t } = useTranslation('reception');
  const registry = useRegistry();
  const format = useFormat();
  const asked = useSettled(
    {
      channel,
      text: card.text.trim(),
      address: card.address.trim() || undefined,
      municipality: card.municipality ?? undefined,
      topic: card.topic ?? undefined,
    },
    PAUSE_MS,
  );
  const query = useQuery({
    queryKey: ['say', asked],
    queryFn: ({ signal }) => call('previewOnBehalf', { body: asked, signal }),
    enabled: asked.text.length >= TEXT_MIN,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  const said = asked.text.length >= TEXT_MIN ? query.data : undefined;
  if (!said)
    return (
      <section className={styles.panel}>
        <h2>{t(channel === 'paper' ? 'say.titlePaper' : 'say.title')}</h2>
        <p className={styles.quiet}>{query.isError ? t('say.failed') : t('say.empty')}</p>
      </section>
    );
  const choices = said.suggestions.filter(({ code }) => code !== said.topic).slice(0, 2);
  return (
    <section className={styles.panel} aria-live="polite" data-stale={query.isPlaceholderData || undefined}>
      <h2>{t(channel === 'paper' ? 'say.titlePaper' : 'say.title')}</h2>
      {said.urgency >= 4 && <Label theme="danger">{t('say.danger')}</Label>}
      <p className={styles.say}>
        {t('say.sentence', {
          organisation:
            registry.organisation(said.organisation)?.shortName ??
            registry.organisationName(said.organisation),
          day: format.longDay(dayIn(registry.region?.timeZone ?? 'Europe/Moscow', new Date(said.dueAt))),
        })}
      </p>
      <dl className={styles.facts}>
        <dt>{t('say.topic')}</dt>
        <dd>
          {said.topic ? registry.topicPath(said.topic) : t('say.noTopic')}
          {card.topic && (
            <Button size="s" view="flat" onClick={() => onTopic(null)}>
              {t('say.ownGuess')}
            </Button>
          )}
        </dd>
        <dt>{t('say.place')}</dt>
        <dd>{registry.municipalityName(said.municipality) || t('say.noPlace')}</dd>
        <dt>{t('say.why')}</dt>
        <dd className={styles.quiet}>{said.why}</dd>
      </dl>
      <div className={styles.choices}>
        {choices.map(({ code }) => (
          <Button key={code} size="s" view="outlined" onClick={() => onTopic(code)}>
            {registry.topicName(code)}
          </Button>
        ))}
        <TopicPicker placeholder={t('say.otherTopic')} onPick={onTopic} />
      </div>
      {said.similar.length > 0 && (
        <>
          <h3>{t('say.similar', { count: said.similar.length })}</h3>
          <ul className={styles.list}>
            {said.similar.map((row) => (
              <li key={row.id}>
                <Link to="/appeals/$id" params={{ id: row.id }} target="_blank">
                  {row.number}
                </Link>{' '}
                <StatusMark status={row.status} />{' '}
                <span className={styles.quiet}>{format.moment(row.filedAt)}</span>
                <div className={styles.excerpt}>{row.excerpt}</div>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** The value as it was when it last stood still for a while. */
function useSettled<T>(value: T, pauseMs: number): T {
  const [settled, setSettled] = useState(value);
  const written = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(written) as T), pauseMs);
    return () => clearTimeout(timer);
  }, [written, pauseMs]);
  return settled;
}
