import { useTranslation } from 'react-i18next';
import styles from './portal.module.css';
import { usePush } from './use-push.ts';

/** «Сообщать об этом обращении»: a switch for this browser, without an account. */
export function FollowPush({ token, number }: { token: string; number: string }) {
  const { t } = useTranslation('app');
  const { state, problem, turnOn, turnOff } = usePush(token, number);
  if (state === 'hidden') return null;
  return (
    <section className={styles.card} aria-label={t('push.title')}>
      <p className={styles.hint} role="status">
        {t(`push.${state === 'busy' ? 'off' : state}`)}
      </p>
      {problem && (
        <p className={styles.refusal} role="alert">
          <b>{problem.title}.</b> {problem.detail}
        </p>
      )}
      {(state === 'off' || state === 'busy') && (
        <button
          type="button"
          className={styles.secondary}
          disabled={state === 'busy'}
          onClick={() => void turnOn()}
        >
          {t('push.turnOn')}
        </button>
      )}
      {state === 'on' && (
        <button type="button" className={styles.link} onClick={() => void turnOff()}>
          {t('push.turnOff')}
        </button>
      )}
    </section>
  );
}
