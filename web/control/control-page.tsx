import { SegmentedRadioGroup } from '@gravity-ui/uikit';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { addressPatch, type Dimension, readFilter } from '../filters/appeal-filter.ts';
import { FilterBar } from '../filters/filter-bar.tsx';
import { useAddressSearch } from '../filters/use-address-search.ts';
import { BoardView } from './board-view.tsx';
import styles from './control-page.module.css';
import { EscalationList } from './escalation-list.tsx';
import { OverdueRegister } from './overdue-register.tsx';
import type { By } from './use-board.ts';

const DIMENSIONS: readonly Dimension[] = ['organisation', 'sector', 'topic', 'municipality', 'channel'];
const VIEWS = ['organisation', 'assignee', 'escalations', 'overdue'] as const;
type View = (typeof VIEWS)[number];

/** Контроль: with whom what is, until when, what was promised; the ladder; the register of what is late. */
export function ControlPage() {
  const { t } = useTranslation('control');
  const { search, change } = useAddressSearch();
  const filter = useMemo(() => {
    const { q: _q, overdue: _overdue, from: _from, to: _to, ...rest } = readFilter(search);
    return rest;
  }, [search]);
  const view: View = VIEWS.find((each) => each === search.view) ?? 'organisation';
  const show = (next: View) => change({ view: next === 'organisation' ? undefined : next, rung: undefined });

  return (
    <div className={styles.page}>
      <div className={styles.top}>
        <h1 className="o-visually-hidden">{t('title')}</h1>
        <FilterBar
          filter={filter}
          dimensions={DIMENSIONS}
          onChange={(next) => change(addressPatch(next, DIMENSIONS))}
        >
          <SegmentedRadioGroup
            size="m"
            aria-label={t('view.label')}
            value={view}
            onUpdate={(value) => show(value as View)}
          >
            {VIEWS.map((each) => (
              <SegmentedRadioGroup.Option key={each} value={each}>
                {t(`view.${each}`)}
              </SegmentedRadioGroup.Option>
            ))}
          </SegmentedRadioGroup>
        </FilterBar>
      </div>
      {view === 'overdue' ? (
        <OverdueRegister filter={filter} />
      ) : view === 'escalations' ? (
        <EscalationList
          filter={filter}
          rung={search.rung}
          all={search.all === '1'}
          onRung={(rung) => change({ rung })}
          onAll={(all) => change({ all: all ? '1' : undefined })}
        />
      ) : (
        <BoardView
          filter={filter}
          by={view satisfies By}
          onBody={(code) => change({ view: 'assignee', organisation: code })}
          onRung={(rung) => change({ view: 'escalations', rung })}
          onPilot={(pilot) => change({ pilot })}
        />
      )}
    </div>
  );
}
