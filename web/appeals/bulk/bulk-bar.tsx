import { ChevronDown, Xmark } from '@gravity-ui/icons';
import { Button, DropdownMenu, Icon } from '@gravity-ui/uikit';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BULK_MAX } from '../../../contract/case-file.ts';
import type { ActionName, CaseActionInput } from '../../../contract/casework.ts';
import { call } from '../../api/client.ts';
import { useFormat } from '../../format/use-format.ts';
import { usePhone } from '../../layout/use-phone.ts';
import { useKey } from '../../palette/use-key.ts';
import styles from './bulk.module.css';
import { BulkDialog } from './bulk-dialog.tsx';
import { SELECTED_MAX, type Selecting } from './use-selection.ts';

/** What people do with many at once; everything that speaks to one resident alone is not here. */
const ACTIONS: readonly ActionName[] = ['take', 'assign', 'transfer', 'postpone', 'reopen', 'reject'];

interface BulkBarProps {
  selecting: Selecting;
  total: { count: number; atLeast: boolean } | undefined;
  /** The row before which the ticked stand: whose body gives the people to assign to. */
  first: { id: string; organisation: string } | undefined;
  onDone: () => void;
}

/** How many are ticked and what to do with them; in place of the line that says how many there are. */
export function BulkBar({ selecting, total, first, onDone }: BulkBarProps) {
  const { t } = useTranslation(['bulk', 'casework']);
  const format = useFormat();
  const phone = usePhone();
  const [asked, setAsked] = useState<{ begin: ActionName | null; macro?: CaseActionInput[] } | null>(null);
  const macros = useQuery({
    queryKey: ['macros'],
    queryFn: ({ signal }) => call('macros', { signal }),
    staleTime: 60_000,
  });
  useKey('Escape', selecting.clear, { enabled: asked === null });
  const count = selecting.ids.size;
  const ids = [...selecting.ids];
  const able = useQuery({
    queryKey: ['able-actions', ids],
    queryFn: ({ signal }) => call('ableActions', { body: { ids: ids.slice(0, BULK_MAX) }, signal }),
    enabled: ids.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
  // Until it is known what the role may do here, everything is offered: the forecast says what cannot be done.
  const may = (action: ActionName) => !able.data || able.data.actions.some((each) => each.action === action);
  const actions = ACTIONS.filter(may);
  const saved = (macros.data?.rows ?? []).filter(({ actions: [first] }) => first && may(first.action));
  const all = total && !total.atLeast && count >= total.count;
  return (
    <div className={styles.bar} role="toolbar" aria-label={t('actions')}>
      <Button view="flat" onClick={selecting.clear} title={t('clear')} aria-label={t('clear')}>
        <Icon data={Xmark} size={14} />
      </Button>
      <strong role="status">{t('selected', { count, number: format.number(count) })}</strong>
      {total && !all && count < SELECTED_MAX && (
        <Button view="flat-action" loading={selecting.taking !== null} onClick={selecting.takeAll}>
          {total.count > SELECTED_MAX || total.atLeast
            ? t('takeFirst', { number: format.number(SELECTED_MAX) })
            : t('takeAll', { count: total.count, number: format.number(total.count) })}
        </Button>
      )}
      {selecting.taking !== null && (
        <span className={styles.quiet}>{t('taking', { number: format.number(selecting.taking) })}</span>
      )}
      <span className={styles.acts}>
        {!phone &&
          actions.slice(0, 2).map((action) => (
            <Button key={action} view="outlined" onClick={() => setAsked({ begin: action })}>
              {t(`casework:action.${action}`)}
            </Button>
          ))}
        <DropdownMenu
          items={[
            (phone ? actions : actions.slice(2)).map((action) => ({
              text: t(`casework:action.${action}`),
              action: () => setAsked({ begin: action }),
            })),
            saved.map((macro) => ({
              text: macro.title,
              action: () => setAsked({ begin: null, macro: macro.actions as CaseActionInput[] }),
            })),
            [{ text: t('compose'), action: () => setAsked({ begin: null, macro: [] }) }],
          ].filter((group) => group.length > 0)}
          renderSwitcher={(props) => (
            <Button {...props} view={phone ? 'action' : 'outlined'}>
              {t(phone ? 'act' : 'more')}
              <Icon data={ChevronDown} size={14} />
            </Button>
          )}
        />
      </span>
      {asked && first && (
        <BulkDialog
          ids={[...selecting.ids]}
          first={first}
          begin={asked.begin}
          macro={asked.macro ?? []}
          onClose={(ran) => {
            setAsked(null);
            if (ran) onDone();
          }}
        />
      )}
    </div>
  );
}
