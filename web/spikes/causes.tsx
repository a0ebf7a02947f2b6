import type { SpikeCause } from '../../contract/index.ts';
import { useChoices } from '../filters/choices.ts';
import { useFormat } from '../format/use-format.ts';
import styles from './spike-page.module.css';
import { useSpikeWords } from './use-spike-words.ts';

/** Which values carry the rise, an attribute a group; the bar is the share of the excess. */
export function Causes({ causes }: { causes: readonly SpikeCause[] }) {
  const { t, usual } = useSpikeWords();
  const { number, share } = useFormat();
  const { nameOf } = useChoices();
  if (causes.length === 0) return <p className={styles.quiet}>{t('noCauses')}</p>;
  const attributes = [...new Set(causes.map((cause) => cause.attribute))];
  return (
    <div className={styles.causes}>
      {attributes.map((attribute) => (
        <section key={attribute}>
          <h4>{t(`attribute.${attribute}`)}</h4>
          <ul>
            {causes
              .filter((cause) => cause.attribute === attribute)
              .map((cause) => (
                <li key={cause.value}>
                  <span className={styles.causeName}>
                    {attribute === 'street' ? cause.value : nameOf(attribute, cause.value)}
                  </span>
                  <span className={styles.causeBar} aria-hidden>
                    <span style={{ width: `${cause.share * 100}%` }} />
                  </span>
                  <span
                    className={styles.causeShare}
                    title={t('causeHint', { n: number(cause.count), usual: usual(cause.expected) })}
                  >
                    {share(cause.share)}
                  </span>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
