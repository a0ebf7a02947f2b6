import { Button } from '@gravity-ui/uikit';
import { useTranslation } from 'react-i18next';
import type { AppealCard } from '../../contract/appeals.ts';
import { CaseResult } from '../../contract/exchange.ts';
import { call } from '../api/client.ts';
import file from '../appeals/card/file/file.module.css';
import { FileSection } from '../appeals/card/file/file-section.tsx';
import { useFileWork } from '../appeals/card/file/use-case-file.ts';
import { Refusal } from '../layout/refusal.tsx';
import { JsonPicker } from './json-picker.tsx';
import { saveJson } from './save.ts';

/** A case between regions: handed out (a step in the menu of the card), it travels as a package and its answer comes back; what came from outside is answered by a file. */
export function CaseTransfer({ card }: { card: AppealCard }) {
  const { t } = useTranslation('exchange');
  const { work, busy, problem, refuse } = useFileWork(card.id);
  const params = { id: card.id };
  const away = card.status === 'transferred';
  const fromOutside = card.externalId.startsWith('region:');
  if (!away && !fromOutside) return null;
  return (
    <FileSection title={t('transfer.title')} count={0}>
      {away && (
        <>
          <p className={file.quiet}>{t('transfer.packAbout', { to: card.life.handedTo ?? '' })}</p>
          <div className={file.row}>
            <Button
              view="action"
              loading={busy}
              onClick={() =>
                void work(async () =>
                  saveJson(await call('packCase', { params }), `otklik-case-${card.number}.json`),
                )
              }
            >
              {t('transfer.pack')}
            </Button>
            <JsonPicker
              label={t('transfer.takeResult')}
              schema={CaseResult}
              busy={busy}
              onFile={(body) => void work(() => call('takeCaseResult', { body }))}
              onProblem={refuse}
            />
          </div>
        </>
      )}
      {fromOutside && (
        <>
          <p className={file.quiet}>{t('transfer.resultAbout')}</p>
          <Button
            loading={busy}
            onClick={() =>
              void work(async () =>
                saveJson(await call('caseResult', { params }), `otklik-result-${card.number}.json`),
              )
            }
          >
            {t('transfer.result')}
          </Button>
        </>
      )}
      <Refusal problem={problem} />
    </FileSection>
  );
}
