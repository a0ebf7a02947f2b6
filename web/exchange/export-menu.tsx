import { ArrowDownToLine } from '@gravity-ui/icons';
import { Button, DropdownMenu, Icon } from '@gravity-ui/uikit';
import { useTranslation } from 'react-i18next';
import { endpoints } from '../../contract/endpoints.ts';
import type { ExportFormat, ExportProfile } from '../../contract/exchange.ts';
import type { AppealFilterQuery } from '../../contract/filters.ts';
import { addressOf } from '../api/client.ts';
import { useMay } from '../api/session.ts';
import type { Sort } from '../appeals/use-appeals.ts';
import { save } from './save.ts';

/** What people ask for; the file for ССТУ needs a body's code there and is made by the command line. */
const FILES: readonly { as: ExportProfile; format: ExportFormat }[] = [
  { as: 'otklik', format: 'xlsx' },
  { as: 'otklik', format: 'csv' },
  { as: 'otklik', format: 'jsonl' },
  { as: 'incident', format: 'xlsx' },
  { as: 'president', format: 'csv' },
  { as: 'indicators', format: 'csv' },
];

/** Выгрузить: the list that is looked at, as a file of a chosen shape. */
export function ExportMenu({ filter, sort }: { filter: AppealFilterQuery; sort: Sort }) {
  const { t } = useTranslation('exchange');
  const may = useMay('exports.make');
  if (!may) return null;
  return (
    <DropdownMenu
      renderSwitcher={(props) => (
        <Button {...props} size="s" view="outlined" title={t('export.about')}>
          <Icon data={ArrowDownToLine} size={14} />
          {t('export.button')}
        </Button>
      )}
      items={FILES.map(({ as, format }) => ({
        text: t(`export.${as}-${format}`),
        action: () => save(addressOf(endpoints.exportCases.path, {}, { ...filter, sort, as, format })),
      }))}
    />
  );
}
