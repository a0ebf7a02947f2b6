import { SegmentedRadioGroup } from '@gravity-ui/uikit';
import { useTranslation } from 'react-i18next';
import { useAddressSearch } from '../filters/use-address-search.ts';
import { AnswerTemplates } from './answer-templates.tsx';
import { ChainList } from './chain-list.tsx';
import { MacroList } from './macro-list.tsx';
import styles from './templates-page.module.css';

const VIEWS = ['answers', 'macros', 'chains'] as const;
type View = (typeof VIEWS)[number];

/** Заготовки: texts of answers, saved lists of actions, and who agrees to an answer before it leaves. */
export function TemplatesPage() {
  const { t } = useTranslation('chains');
  const { search, change } = useAddressSearch();
  const view: View = VIEWS.find((each) => each === search.view) ?? 'answers';
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div>
          <h1>{t(`view.${view}.title`)}</h1>
          <p>{t(`view.${view}.about`)}</p>
        </div>
      </header>
      <SegmentedRadioGroup
        value={view}
        onUpdate={(next) => change({ view: next === 'answers' ? undefined : next, case: undefined })}
        options={VIEWS.map((value) => ({ value, content: t(`view.${value}.tab`) }))}
        aria-label={t('tabs')}
      />
      {view === 'answers' ? <AnswerTemplates /> : view === 'macros' ? <MacroList /> : <ChainList />}
    </div>
  );
}
