import { Button, SegmentedRadioGroup } from '@gravity-ui/uikit';
import { useTranslation } from 'react-i18next';
import { ON_BEHALF_CHANNELS, type OnBehalfChannel } from '../../contract/reception.ts';
import { TakePackage } from '../exchange/take-package.tsx';
import { useAddressSearch } from '../filters/use-address-search.ts';
import { useKey } from '../palette/use-key.ts';
import { CallerPanel } from './caller-panel.tsx';
import { CardForm } from './card-form.tsx';
import { Receipt } from './receipt.tsx';
import styles from './reception.module.css';
import { SayPanel } from './say-panel.tsx';
import { useCard } from './use-card.ts';

/** Приём: an operator writes down what somebody says on the telephone, at the window or on paper. By keyboard from end to end. */
export function NewPage() {
  const { t } = useTranslation('reception');
  const { search, change: navigate } = useAddressSearch();
  const channel: OnBehalfChannel = ON_BEHALF_CHANNELS.find((each) => each === search.channel) ?? 'hotline';
  const { card, change, file, busy, problem, filed, another } = useCard(channel);
  const ready = card.text.trim().length >= 3;
  useKey('mod+Enter', () => ready && !busy && file(), { inFields: true, enabled: !filed });

  if (filed)
    return (
      <div className={styles.page}>
        <Receipt filed={filed} onAnother={another} />
      </div>
    );
  return (
    <div className={styles.page}>
      <h1 className="o-visually-hidden">{t('title')}</h1>
      <div className={styles.channels}>
        <SegmentedRadioGroup
          size="l"
          aria-label={t('channel')}
          value={channel}
          onUpdate={(value) =>
            navigate({ channel: value === 'hotline' ? undefined : value }, { replace: true })
          }
        >
          {ON_BEHALF_CHANNELS.map((each) => (
            <SegmentedRadioGroup.Option key={each} value={each}>
              {t(`vocabulary:channel.${each}`)}
            </SegmentedRadioGroup.Option>
          ))}
        </SegmentedRadioGroup>
      </div>
      <div className={styles.columns}>
        <form
          className={styles.form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (ready && !busy) file();
          }}
        >
          <CardForm channel={channel} card={card} errors={problem?.errors ?? {}} onChange={change} />
          {problem && (
            <p role="alert" className={styles.error}>
              {problem.title}. {problem.detail}
            </p>
          )}
          <div className={styles.acts}>
            <Button type="submit" view="action" size="l" loading={busy} disabled={!ready}>
              {t('register')} <kbd>Ctrl Enter</kbd>
            </Button>
            <span className={styles.quiet}>{ready ? t('registerHint') : t('needText')}</span>
          </div>
        </form>
        <aside className={styles.side}>
          <SayPanel channel={channel} card={card} onTopic={(topic) => change({ topic })} />
          {card.text === '' && <TakePackage />}
          <CallerPanel phone={card.phone} name={card.name} onName={(name) => change({ name })} />
        </aside>
      </div>
    </div>
  );
}
