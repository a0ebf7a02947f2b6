import { Dialog, Select, TextArea, TextInput } from '@gravity-ui/uikit';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type EnterKnownEvent, KNOWN_EVENT_KINDS, type KnownEventKind } from '../../contract/index.ts';
import { call } from '../api/client.ts';
import { describeError } from '../api/problem-error.ts';
import { useRegistry } from '../api/registry.ts';
import { useWork } from '../api/use-work.ts';
import { dayIn } from '../filters/period.ts';
import { Many } from '../pickers/many.tsx';
import { useKnownChoices } from '../pickers/use-named.ts';
import styles from './known-events.module.css';
import { knownEventsQuery } from './use-known-events.ts';
import { useSpikeWords } from './use-spike-words.ts';

interface KnownEventDialogProps {
  /** Chosen beforehand: what a spike is about. */
  topics: readonly string[];
  municipalities: readonly string[];
  from?: string;
  to?: string;
  onClose: () => void;
}

/** What is known, of what, where and when; and at once which waves it would explain. */
export function KnownEventDialog(props: KnownEventDialogProps) {
  const { t } = useTranslation('events');
  const client = useQueryClient();
  const registry = useRegistry();
  const today = dayIn(registry.region?.timeZone ?? 'Europe/Moscow', new Date());
  const id = useId();
  const [title, setTitle] = useState('');
  const [kind, setKind] = useState<KnownEventKind>('outage');
  const [topics, setTopics] = useState([...props.topics]);
  const [places, setPlaces] = useState([...props.municipalities]);
  const [from, setFrom] = useState(props.from ?? today);
  const [to, setTo] = useState(props.to ?? today);
  const [note, setNote] = useState('');
  const { work, busy, problem } = useWork();
  const tree = useKnownChoices('topic');
  const municipalities = useKnownChoices('municipality');
  const event = { kind, topics, municipalities: places, from, to, note };
  const complete = topics.length + places.length > 0 && from !== '' && to !== '' && from <= to;

  const apply = () =>
    work(async () => {
      await call('enterKnownEvent', { body: { ...event, title } });
      void client.invalidateQueries({ queryKey: knownEventsQuery.queryKey });
      void client.invalidateQueries({ queryKey: ['spikes'] });
      props.onClose();
    });

  return (
    <Dialog open onClose={props.onClose} size="m" aria-labelledby={`${id}-caption`} disableHeightTransition>
      <Dialog.Header caption={t('enter.title')} id={`${id}-caption`} />
      <Dialog.Body>
        <div className={styles.form}>
          <label htmlFor={`${id}-title`}>{t('enter.what')}</label>
          <TextInput
            id={`${id}-title`}
            autoFocus
            value={title}
            onUpdate={setTitle}
            placeholder={t('enter.whatHint')}
          />
          <div className={styles.row}>
            <span>
              <label htmlFor={`${id}-kind`}>{t('enter.kind')}</label>
              <Select
                id={`${id}-kind`}
                width="max"
                value={[kind]}
                onUpdate={([value]) => setKind(value as KnownEventKind)}
                options={KNOWN_EVENT_KINDS.map((value) => ({ value, content: t(`kind.${value}`) }))}
              />
            </span>
            <span>
              <label htmlFor={`${id}-from`}>{t('enter.from')}</label>
              <input
                id={`${id}-from`}
                type="date"
                value={from}
                onChange={(change) => setFrom(change.target.value)}
              />
            </span>
            <span>
              <label htmlFor={`${id}-to`}>{t('enter.to')}</label>
              <input
                id={`${id}-to`}
                type="date"
                min={from}
                value={to}
                onChange={(change) => setTo(change.target.value)}
              />
            </span>
          </div>
          <label htmlFor={`${id}-topics`}>{t('enter.topics')}</label>
          <Many
            id={`${id}-topics`}
            choices={tree}
            value={topics}
            placeholder={t('allTopics')}
            onChange={setTopics}
          />
          <label htmlFor={`${id}-places`}>{t('enter.places')}</label>
          <Many
            id={`${id}-places`}
            choices={municipalities}
            value={places}
            placeholder={t('wholeRegion')}
            onChange={setPlaces}
          />
          <label htmlFor={`${id}-note`}>{t('enter.note')}</label>
          <TextArea
            id={`${id}-note`}
            value={note}
            onUpdate={setNote}
            minRows={2}
            maxRows={6}
            placeholder={t('enter.noteHint')}
          />
          {complete ? <Preview event={event} /> : <p className={styles.quiet}>{t('preview.incomplete')}</p>}
          {problem && (
            <p className={styles.error} role="alert">{`${problem.title}. ${problem.detail ?? ''}`}</p>
          )}
        </div>
      </Dialog.Body>
      <Dialog.Footer
        textButtonApply={t('enter.apply')}
        textButtonCancel={t('shell:cancel')}
        onClickButtonApply={() => void apply()}
        onClickButtonCancel={props.onClose}
        loading={busy}
        propsButtonApply={{ disabled: !complete || title.trim().length < 3 }}
      />
    </Dialog>
  );
}

/** Waves already found that the event would explain: whoever enters it sees what it will silence. */
function Preview({ event }: { event: Omit<EnterKnownEvent, 'title'> }) {
  const { t } = useTranslation('events');
  const { places, size } = useSpikeWords();
  const registry = useRegistry();
  const { note: _, ...asked } = useDeferredValue(event);
  // The title explains nothing; the door asks for one.
  const body = { ...asked, title: '———' };
  const { data, error } = useQuery({
    queryKey: ['known-events', 'preview', body],
    queryFn: ({ signal }) => call('previewKnownEvent', { body, signal }),
    placeholderData: keepPreviousData,
    retry: false,
  });
  if (error) {
    const { title, detail } = describeError(error);
    return <p className={styles.error}>{detail ?? title}</p>;
  }
  if (!data) return null;
  if (data.rows.length === 0) return <p className={styles.quiet}>{t('preview.none')}</p>;
  return (
    <div className={styles.preview}>
      <p>{t('preview.some', { count: data.rows.length })}</p>
      <ul>
        {data.rows.map((row) => (
          <li key={row.id}>
            {registry.topicName(row.topic)}, {places(row.places)}: {size(row)}
          </li>
        ))}
      </ul>
    </div>
  );
}
