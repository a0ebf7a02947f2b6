import { Button, Dialog, Select, TextInput } from '@gravity-ui/uikit';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CONNECTION_STAGES, type Connection, type Coverage } from '../../contract/control.ts';
import { call } from '../api/client.ts';
import { describeError } from '../api/problem-error.ts';
import { useMay } from '../api/session.ts';
import { useFormat } from '../format/use-format.ts';
import { Bars } from '../layout/bars.tsx';
import { WideTable } from '../layout/wide-table.tsx';
import figures from './figures.module.css';
import styles from './kpi-page.module.css';
import { useKpiWords } from './use-kpi-words.ts';

/** Подключение организаций: by type and stage; whoever looks after the people of the region changes a stage. */
export function CoverageSection({ rows }: { rows: readonly Coverage[] }) {
  const { t } = useTranslation('kpi');
  const format = useFormat();
  const words = useKpiWords();
  const mayChange = useMay('people.manage');
  const [open, setOpen] = useState(false);
  const whole = (row: Coverage) => CONNECTION_STAGES.reduce((sum, stage) => sum + row[stage], 0);
  return (
    <section className={styles.effect} aria-label={t('coverage.title')}>
      <h2>
        {t('coverage.title')}
        {mayChange && (
          <Button size="s" view="outlined" onClick={() => setOpen(true)}>
            {t('coverage.change')}
          </Button>
        )}
      </h2>
      <WideTable label={t('coverage.title')}>
        <table className={figures.plain}>
          <thead>
            <tr>
              <th scope="col">{t('coverage.type')}</th>
              {CONNECTION_STAGES.map((stage) => (
                <th key={stage} scope="col" data-number>
                  {t(`coverage.stage.${stage}`)}
                </th>
              ))}
              <th scope="col" data-number>
                {t('coverage.share')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.type}>
                <th scope="row">{t(`coverage.types.${row.type}`, { defaultValue: row.type })}</th>
                {CONNECTION_STAGES.map((stage) => (
                  <td key={stage} data-number>
                    {row[stage] === 0 ? '·' : format.number(row[stage])}
                  </td>
                ))}
                <td data-number>{words.value(row.connected / whole(row), 'share')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
      {open && <StagesDialog onClose={() => setOpen(false)} />}
    </section>
  );
}

const SHOWN_MAX = 60;

function StagesDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['kpi', 'shell']);
  const client = useQueryClient();
  const [words, setWords] = useState('');
  const query = useQuery({
    queryKey: ['connections'],
    queryFn: ({ signal }) => call('connections', { signal }),
  });
  const save = useMutation({
    mutationFn: ({ code, stage }: Pick<Connection, 'code' | 'stage'>) =>
      call('saveConnection', { params: { code }, body: { stage } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['connections'] }),
  });
  const close = () => {
    void client.invalidateQueries({ queryKey: ['kpi'] });
    onClose();
  };
  const looked = words.trim().toLocaleLowerCase('ru');
  const rows = (query.data?.rows ?? []).filter(({ name }) => name.toLocaleLowerCase('ru').includes(looked));
  return (
    <Dialog open onClose={close} size="m" aria-labelledby="stages-title" disableHeightTransition>
      <Dialog.Header caption={t('coverage.dialog')} id="stages-title" />
      <Dialog.Body>
        <TextInput
          autoFocus
          value={words}
          onUpdate={setWords}
          placeholder={t('coverage.find')}
          controlProps={{ 'aria-label': t('coverage.find') }}
          hasClear
        />
        {save.error && <p role="alert">{describeError(save.error).detail}</p>}
        {query.isPending ? (
          <Bars rows={8} height={32} />
        ) : (
          <ul className={figures.stages}>
            {rows.slice(0, SHOWN_MAX).map((row) => (
              <li key={row.code}>
                <span>{row.name}</span>
                <Select
                  aria-label={row.name}
                  value={[row.stage]}
                  onUpdate={([stage]) => save.mutate({ code: row.code, stage: stage as Connection['stage'] })}
                  options={CONNECTION_STAGES.map((stage) => ({
                    value: stage,
                    content: t(`coverage.stage.${stage}`),
                  }))}
                />
              </li>
            ))}
          </ul>
        )}
      </Dialog.Body>
      <Dialog.Footer textButtonCancel={t('shell:back')} onClickButtonCancel={close} />
    </Dialog>
  );
}
