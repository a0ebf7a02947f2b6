import { useTranslation } from 'react-i18next';
import type { FollowedAppeal } from '../../contract/appeals.ts';
import follow from './follow.module.css';
import styles from './portal.module.css';
import { usePublicDates } from './public-region.ts';

/** What was said to the resident and what he said to it, oldest first. */
export function FollowTalk({ appeal }: { appeal: FollowedAppeal }) {
  const { t } = useTranslation('portal');
  const { moment } = usePublicDates();
  const said = [
    ...appeal.answers.map((answer) => ({ ...answer, own: false })),
    ...appeal.replies.map((reply) => ({ ...reply, kind: 'own', organisationName: '', own: true })),
  ].sort((a, b) => (a.at < b.at ? -1 : 1));
  if (said.length === 0) return null;
  return (
    <>
      <h2 className={styles.h2}>{t('follow.answers')}</h2>
      <ol className={follow.talk}>
        {said.map((each) => (
          <li key={each.at + each.text} data-kind={each.kind} data-own={each.own || undefined}>
            <small>
              {each.own
                ? t('follow.you')
                : `${t(`follow.kind.${each.kind}`, { defaultValue: '' })} · ${each.organisationName}`}
              {', '}
              <time dateTime={each.at}>{moment(each.at)}</time>
            </small>
            <p>{each.text}</p>
          </li>
        ))}
      </ol>
    </>
  );
}
