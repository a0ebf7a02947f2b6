import { ArrowLeft, Display, LayoutHeaderCells } from '@gravity-ui/icons';
import { Button, Icon, SegmentedRadioGroup, Select } from '@gravity-ui/uikit';
import { useTranslation } from 'react-i18next';
import type { AddressSearch } from '../filters/address.ts';
import type { RowKind } from '../filters/narrow-filter.ts';
import { MEASURES } from './colour-scale.ts';
import styles from './heat-map-page.module.css';
import type { MapView } from './map-view.ts';
import { COLUMN_ORDERS } from './matrix-model.ts';

interface MapToolsProps {
  view: MapView;
  /** Name of the opened group. */
  underName: string | null;
  change: (patch: AddressSearch) => void;
}

const ROWS: readonly RowKind[] = ['sector', 'group', 'topic'];

/** What is measured, how deep the rows go, how columns stand. */
export function MapTools({ view, underName, change }: MapToolsProps) {
  const { t } = useTranslation(['map', 'filters']);
  return (
    <div className={styles.tools}>
      <SegmentedRadioGroup
        size="m"
        value={view.measure}
        aria-label={t('measure.label')}
        onUpdate={(measure) => change({ measure: measure === 'count' ? undefined : measure })}
      >
        {MEASURES.map((measure) => (
          <SegmentedRadioGroup.Option key={measure} value={measure}>
            {t(`measure.${measure}`)}
          </SegmentedRadioGroup.Option>
        ))}
      </SegmentedRadioGroup>
      {view.under ? (
        <Button
          view="outlined"
          onClick={() => change({ rows: undefined, under: undefined, place: undefined })}
        >
          <Icon data={ArrowLeft} size={14} />
          {t('rows.all')}
        </Button>
      ) : (
        <SegmentedRadioGroup
          size="m"
          value={view.rowKind}
          aria-label={t('rows.label')}
          onUpdate={(rows) => change({ rows: rows === 'group' ? undefined : rows, place: undefined })}
        >
          {ROWS.map((rows) => (
            <SegmentedRadioGroup.Option key={rows} value={rows}>
              {t(`rows.${rows}`)}
            </SegmentedRadioGroup.Option>
          ))}
        </SegmentedRadioGroup>
      )}
      {underName && <strong className={styles.under}>{underName}</strong>}
      <Select
        size="m"
        width="auto"
        aria-label={t('order.label')}
        value={[view.order]}
        onUpdate={([order]) => change({ order: order === 'count' ? undefined : order })}
        options={COLUMN_ORDERS.map((order) => ({ value: order, content: t(`order.${order}`) }))}
      />
      <Button
        view={view.filter.overdue ? 'outlined-action' : 'outlined'}
        title={t('filters:overdueHint')}
        aria-pressed={view.filter.overdue === '1'}
        onClick={() => change({ overdue: view.filter.overdue ? undefined : '1' })}
      >
        {t('filters:overdue')}
      </Button>
      <Button
        view={view.table ? 'normal' : 'outlined'}
        selected={view.table}
        onClick={() => change({ table: view.table ? undefined : '1' })}
        aria-pressed={view.table}
        aria-label={t('table')}
        title={t('table')}
      >
        <Icon data={LayoutHeaderCells} size={16} />
      </Button>
      <Button
        view="outlined"
        className={styles.wallButton}
        aria-label={t('wall')}
        title={t('wallHint')}
        onClick={() => change({ wall: '1', place: undefined })}
      >
        <Icon data={Display} size={16} />
      </Button>
    </div>
  );
}
