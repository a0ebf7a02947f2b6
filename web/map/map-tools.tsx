import { ArrowDownToLine, ArrowLeft, Display, LayoutHeaderCells } from '@gravity-ui/icons';
import { Button, DropdownMenu, Icon, SegmentedRadioGroup, Select } from '@gravity-ui/uikit';
import { useTranslation } from 'react-i18next';
import type { AddressSearch } from '../filters/address.ts';
import type { RowKind } from '../filters/narrow-filter.ts';
import { MEASURES } from './colour-scale.ts';
import styles from './heat-map-page.module.css';
import { HEXAGON_SIZES, LAYERS, type MapView } from './map-view.ts';
import { COLUMN_ORDERS } from './matrix-model.ts';
import { SourceSwitch } from './source-switch.tsx';
import type { Files } from './use-export.ts';
import { VersusControl } from './versus-control.tsx';

interface MapToolsProps {
  view: MapView;
  /** Name of the opened group. */
  underName: string | null;
  change: (patch: AddressSearch) => void;
  files: Files;
}

const ROWS: readonly RowKind[] = ['sector', 'group', 'topic'];

/** What is measured, on what, of which sources; how deep the rows go, how columns stand; and the way out as files. */
export function MapTools({ view, underName, change, files }: MapToolsProps) {
  const { t } = useTranslation(['map', 'filters']);
  return (
    <div className={styles.tools}>
      <Select
        size="m"
        width="auto"
        label={t('measure.label')}
        value={[view.measure]}
        onUpdate={([measure]) => change({ measure: measure === 'count' ? undefined : measure })}
        options={MEASURES.map((measure) => ({ value: measure, content: t(`measure.${measure}`) }))}
      />
      {view.measure === 'compare' && <VersusControl view={view} change={change} />}
      <Select
        size="m"
        width="auto"
        aria-label={t('layer.label')}
        value={[view.layer]}
        onUpdate={([layer]) => change({ layer: layer === 'auto' ? undefined : layer })}
        options={LAYERS.map((layer) => ({ value: layer, content: t(`layer.${layer}`) }))}
      />
      {view.layer === 'hexagons' && (
        <Select
          size="m"
          width="auto"
          aria-label={t('hexagon.label')}
          value={[view.hexagon]}
          onUpdate={([hex]) => change({ hex: hex === 'usual' ? undefined : hex })}
          options={HEXAGON_SIZES.map((size) => ({ value: size, content: t(`hexagon.${size}`) }))}
        />
      )}
      <SourceSwitch channel={view.filter.channel} onChannel={(channel) => change({ channel })} />
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
      <DropdownMenu
        switcher={
          <Button view="outlined" aria-label={t('export.label')} title={t('export.label')}>
            <Icon data={ArrowDownToLine} size={16} />
          </Button>
        }
        items={[
          { text: t('export.picture'), action: files.picture },
          { text: t('export.table'), action: files.table },
        ]}
      />
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
