import { useTranslation } from 'react-i18next';
import type { AppealCard } from '../../../../contract/appeals.ts';
import { useRegistry } from '../../../api/registry.ts';
import { useFormat } from '../../../format/use-format.ts';
import { MarkedText } from '../../../triage/marked-text.tsx';
import { Photos } from '../photos.tsx';
import styles from './conversation.module.css';
import { threadOf } from './thread-of.ts';

/** What resident and body said to one another, in one thread across the channels; of what was sent, whether it arrived. */
export function Conversation({ card }: { card: AppealCard }) {
  const { t } = useTranslation(['casework', 'vocabulary']);
  const registry = useRegistry();
  const format = useFormat();
  return (
    <ol className={styles.thread} aria-label={t('thread.title')}>
      {threadOf(card).map((said) => (
        <li key={said.key} data-side={said.side} data-kind={said.kind}>
          <div className={styles.head}>
            <strong>
              {said.side === 'resident'
                ? card.contact?.name || t('thread.resident')
                : (registry.organisation(said.organisation ?? card.organisation)?.shortName ??
                  said.organisation)}
            </strong>
            {said.kind !== 'message' && said.kind !== 'appeal' && (
              <span className={styles.kind}>{t(`thread.kind.${said.kind}`)}</span>
            )}
            {said.outcome && <span>{t(`vocabulary:outcome.${said.outcome}`)}</span>}
            <span className={styles.when}>
              {said.channel && `${t(`vocabulary:channel.${said.channel}`)}, `}
              <time dateTime={said.at} title={format.full(said.at)}>
                {format.moment(said.at)}
              </time>
            </span>
          </div>
          {said.kind === 'appeal' ? (
            <>
              <MarkedText
                text={said.text}
                places={[registry.municipalityName(card.municipality)].filter(Boolean)}
              />
              <Photos photos={card.photos} />
            </>
          ) : (
            <p className={styles.text}>{said.text}</p>
          )}
          {said.side === 'body' && (
            <span className={styles.delivery} data-state={said.delivery ?? 'link'}>
              {t(`thread.delivery.${said.delivery ?? 'link'}`, { defaultValue: said.delivery ?? '' })}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
