import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RATING_REASONS } from '../../contract/casework.ts';
import { Face } from './face.tsx';
import styles from './follow.module.css';
import type { FollowActs } from './follow-acts.ts';
import portal from './portal.module.css';

const STARS = [1, 2, 3, 4, 5] as const;
type Reason = (typeof RATING_REASONS)[number];
/** Which reasons make sense beside how many stars. */
const GOOD: readonly Reason[] = ['solved_fully', 'clear_answer', 'fast'];
const BAD: readonly Reason[] = RATING_REASONS.filter((reason) => !GOOD.includes(reason));

/** Five faces, then why, then a word: each step appears when the one before it is made. */
export function FollowRate({ acts, onNotSolved }: { acts: FollowActs; onNotSolved: (() => void) | null }) {
  const { t } = useTranslation('portal');
  const [stars, setStars] = useState<number | null>(null);
  const [reasons, setReasons] = useState<readonly Reason[]>([]);
  const [comment, setComment] = useState('');
  const offered = stars === null ? [] : stars >= 4 ? GOOD : stars <= 2 ? BAD : RATING_REASONS;
  return (
    <form
      className={styles.panel}
      onSubmit={(event) => {
        event.preventDefault();
        if (stars === null) return;
        void acts.act({
          action: 'rate',
          stars,
          reasons: reasons.filter((reason) => offered.includes(reason)),
          ...(comment.trim() && { comment: comment.trim() }),
        });
      }}
    >
      <fieldset>
        <legend>{t('rate.title')}</legend>
        <div className={styles.faces}>
          {STARS.map((each) => (
            <label key={each} data-chosen={stars === each || undefined}>
              <input
                type="radio"
                name="stars"
                value={each}
                checked={stars === each}
                onChange={() => setStars(each)}
              />
              <Face stars={each} />
              <small>{t(`rate.face.${each}`)}</small>
            </label>
          ))}
        </div>
      </fieldset>
      {stars !== null && (
        <>
          {stars <= 2 && onNotSolved && (
            <p className={styles.hint}>
              {t('rate.orNotSolved')}{' '}
              <button type="button" className={portal.link} onClick={onNotSolved}>
                {t('dispute.title')}
              </button>
            </p>
          )}
          <fieldset>
            <legend>{t('rate.why')}</legend>
            <div className={styles.reasons}>
              {offered.map((reason) => (
                <label key={reason}>
                  <input
                    type="checkbox"
                    checked={reasons.includes(reason)}
                    onChange={(event) =>
                      setReasons((before) =>
                        event.target.checked ? [...before, reason] : before.filter((each) => each !== reason),
                      )
                    }
                  />
                  {t(`rate.reason.${reason}`)}
                </label>
              ))}
            </div>
          </fieldset>
          <label className={portal.label} htmlFor="rate-comment">
            {t('rate.comment')}
          </label>
          <textarea
            id="rate-comment"
            className={portal.textarea}
            rows={2}
            maxLength={2000}
            value={comment}
            onChange={(event) => setComment(event.target.value)}
          />
          <div className={portal.row}>
            <button type="submit" className={portal.primary} disabled={acts.busy}>
              {t('rate.send')}
            </button>
          </div>
        </>
      )}
    </form>
  );
}
