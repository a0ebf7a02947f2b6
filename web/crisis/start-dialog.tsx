import { Plus, Xmark } from '@gravity-ui/icons';
import { Button, Dialog, Icon, Select, TextArea, TextInput } from '@gravity-ui/uikit';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/client.ts';
import { registryQuery, useRegistry } from '../api/registry.ts';
import { useWork } from '../api/use-work.ts';
import { Many } from '../pickers/many.tsx';
import { useKnownChoices } from '../pickers/use-named.ts';
import styles from './crisis.module.css';
import { crisesQuery } from './use-crises.ts';

interface NewTopic {
  key: number;
  name: string;
  parent: string;
}

interface StartDialogProps {
  /** Chosen beforehand: what a spike is about. */
  topics: readonly string[];
  municipalities: readonly string[];
  onClose: () => void;
}

/** What happened, what to watch and where; the crisis opens as soon as it has begun. */
export function StartDialog({ topics: given, municipalities: givenPlaces, onClose }: StartDialogProps) {
  const { t } = useTranslation('crisis');
  const client = useQueryClient();
  const navigate = useNavigate();
  const registry = useRegistry();
  const id = useId();
  const [title, setTitle] = useState('');
  const [topics, setTopics] = useState([...given]);
  const [fresh, setFresh] = useState<NewTopic[]>([]);
  const [places, setPlaces] = useState([...givenPlaces]);
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState<'title' | 'topics' | 'newTopic' | null>(null);
  const { work, busy, problem, refuse } = useWork();
  const tree = useKnownChoices('topic');
  const municipalities = useKnownChoices('municipality');
  const groups = tree.filter((choice) => registry.topic(choice.value)?.leaf === false);
  const patch = (key: number, part: Partial<NewTopic>) => {
    setMissing(null);
    setFresh(fresh.map((each) => (each.key === key ? { ...each, ...part } : each)));
  };

  const apply = async () => {
    refuse(null);
    const newTopics = fresh
      .map(({ name, parent }) => ({ name: name.trim(), parent }))
      .filter(({ name, parent }) => name !== '' || parent !== '');
    if (title.trim().length < 3) return setMissing('title');
    if (newTopics.some(({ name, parent }) => name.length < 3 || parent === '')) return setMissing('newTopic');
    if (topics.length + newTopics.length === 0) return setMissing('topics');
    setMissing(null);
    await work(async () => {
      const crisis = await call('startCrisis', {
        body: { title, topics, newTopics, municipalities: places.length > 0 ? places : null, note },
      });
      void client.invalidateQueries({ queryKey: crisesQuery.queryKey });
      if (newTopics.length > 0) void client.invalidateQueries(registryQuery);
      await navigate({ to: '/crisis/$id', params: { id: crisis.id } });
    });
  };

  return (
    <Dialog open onClose={onClose} size="m" aria-labelledby={`${id}-caption`} disableHeightTransition>
      <Dialog.Header caption={t('start.title')} id={`${id}-caption`} />
      <Dialog.Body>
        <div className={styles.form}>
          <label htmlFor={`${id}-title`}>{t('start.what')}</label>
          <TextInput
            id={`${id}-title`}
            autoFocus
            value={title}
            onUpdate={(text) => {
              setMissing(null);
              setTitle(text);
            }}
            placeholder={t('start.whatHint')}
            validationState={missing === 'title' ? 'invalid' : undefined}
          />
          <label htmlFor={`${id}-topics`}>{t('start.topics')}</label>
          <Many
            id={`${id}-topics`}
            choices={tree}
            value={topics}
            placeholder={t('start.topicsHint')}
            invalid={missing === 'topics'}
            onChange={(value) => {
              setMissing(null);
              setTopics(value);
            }}
          />
          {fresh.map(({ key, name, parent }) => (
            <div key={key} className={styles.newTopic}>
              <TextInput
                autoFocus
                value={name}
                onUpdate={(text) => patch(key, { name: text })}
                placeholder={t('start.newName')}
                controlProps={{ 'aria-label': t('start.newName') }}
                validationState={missing === 'newTopic' && name.trim().length < 3 ? 'invalid' : undefined}
              />
              <Select
                width="max"
                filterable
                aria-label={t('start.newParent')}
                placeholder={t('start.newParent')}
                value={parent ? [parent] : []}
                onUpdate={([value]) => patch(key, { parent: value ?? '' })}
                validationState={missing === 'newTopic' && parent === '' ? 'invalid' : undefined}
                options={groups.map((choice) => ({ value: choice.value, content: choice.name }))}
              />
              <Button
                view="flat"
                aria-label={t('start.newRemove')}
                onClick={() => setFresh(fresh.filter((each) => each.key !== key))}
              >
                <Icon data={Xmark} size={16} />
              </Button>
            </div>
          ))}
          <div>
            <Button
              view="flat"
              onClick={() =>
                setFresh([
                  ...fresh,
                  { key: (fresh.at(-1)?.key ?? 0) + 1, name: '', parent: parentOf(topics[0]) },
                ])
              }
            >
              <Icon data={Plus} size={14} />
              {t('start.newTopic')}
            </Button>
          </div>
          <label htmlFor={`${id}-places`}>{t('start.places')}</label>
          <Many
            id={`${id}-places`}
            choices={municipalities}
            value={places}
            placeholder={t('wholeRegion')}
            onChange={setPlaces}
          />
          <label htmlFor={`${id}-note`}>{t('start.note')}</label>
          <TextArea
            id={`${id}-note`}
            value={note}
            onUpdate={setNote}
            minRows={2}
            maxRows={8}
            placeholder={t('start.noteHint')}
          />
          {(missing || problem) && (
            <p className={styles.error} role="alert">
              {missing ? t(`start.missing.${missing}`) : `${problem!.title}. ${problem!.detail ?? ''}`}
            </p>
          )}
        </div>
      </Dialog.Body>
      <Dialog.Footer
        textButtonApply={t('start.apply')}
        textButtonCancel={t('shell:cancel')}
        onClickButtonApply={() => void apply()}
        onClickButtonCancel={onClose}
        loading={busy}
      />
    </Dialog>
  );

  /** A new topic most likely stands beside the first one chosen. */
  function parentOf(code: string | undefined): string {
    const topic = registry.topic(code);
    return (topic?.leaf === false ? topic.code : topic?.parent) ?? '';
  }
}
