import { Button } from '@gravity-ui/uikit';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiToken } from '../../contract/tokens.ts';
import { call } from '../api/client.ts';
import { describeError } from '../api/problem-error.ts';
import { useFormat } from '../format/use-format.ts';
import { toaster } from '../theme/toaster.ts';
import styles from './tokens.module.css';

const DAY_MS = 86_400_000;
/** A key that ends sooner is shown as such: its program will stop. */
const SOON_DAYS = 14;

/** One key: whose, what it opens, when it was used; taken back after a second look. */
export function TokenLine({ token }: { token: ApiToken }) {
  const { t } = useTranslation('tokens');
  const format = useFormat();
  const client = useQueryClient();
  const [asked, setAsked] = useState(false);
  const revoke = useMutation({
    mutationFn: () => call('revokeToken', { params: { id: token.id } }),
    onSuccess: () => toaster.add({ name: 'token', title: t('revoked'), autoHiding: 5000 }),
    onSettled: () => client.invalidateQueries({ queryKey: ['tokens'] }),
  });
  const live = token.state === 'active' || token.state === 'owner_off';
  const soon = live && Date.parse(token.expiresAt) - format.now.getTime() < SOON_DAYS * DAY_MS;
  const words = revoke.error && describeError(revoke.error);
  return (
    <li data-past={!live || undefined}>
      <div className={styles.what}>
        <b>{token.name}</b>
        <span>
          <code>{token.prefix}…</code> {t('owner', { name: token.ownerName })}
          {token.state === 'owner_off' && <em>{t('state.owner_off')}</em>}
        </span>
        <span className={styles.scopes}>{token.scopes.map((scope) => t(`scope.${scope}`)).join(' · ')}</span>
        <small>
          {[
            token.lastUsedAt ? t('used', { when: format.moment(token.lastUsedAt) }) : t('neverUsed'),
            t('perMinute', { count: token.perMinute, number: format.number(token.perMinute) }),
            t('made', { who: token.createdBy, when: format.day(token.createdAt) }),
          ].join(' · ')}
        </small>
        <small data-soon={soon || undefined}>
          {token.revokedAt
            ? t('revokedBy', { who: token.revokedBy, when: format.moment(token.revokedAt) })
            : t(live ? 'until' : 'ended', { when: format.day(token.expiresAt) })}
        </small>
        {words && <small role="alert">{words.detail ?? words.title}</small>}
      </div>
      {live &&
        (asked ? (
          <span className={styles.sure}>
            <small>{t('sure')}</small>
            <Button view="outlined-danger" loading={revoke.isPending} onClick={() => revoke.mutate()}>
              {t('revokeSure')}
            </Button>
            <Button view="flat" onClick={() => setAsked(false)}>
              {t('keep')}
            </Button>
          </span>
        ) : (
          <Button onClick={() => setAsked(true)} aria-label={t('revokeOf', { name: token.name })}>
            {t('revoke')}
          </Button>
        ))}
    </li>
  );
}
