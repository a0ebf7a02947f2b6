import { Display, Moon, Person, Sun } from '@gravity-ui/icons';
import { Button, DropdownMenu, Icon } from '@gravity-ui/uikit';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { call } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';
import { useSession } from '../api/session.ts';
import { markSignedIn } from '../api/signed-in-mark.ts';
import { chooseLanguage, chosenLanguage } from '../i18n/start.ts';
import { eraseAtSignOut } from '../offline/staff-copies.ts';
import { type ThemeChoice, useThemeChoice } from '../theme/theme-root.tsx';
import styles from './account-menu.module.css';

const THEMES: readonly { choice: ThemeChoice; icon: typeof Sun }[] = [
  { choice: 'system', icon: Display },
  { choice: 'light', icon: Sun },
  { choice: 'dark', icon: Moon },
];

/** Theme button, and behind the person's name: role, language, sign out. */
export function AccountMenu() {
  const { t } = useTranslation('shell');
  const session = useSession();
  const navigate = useNavigate();
  const { choice, choose } = useThemeChoice();
  const at = THEMES.findIndex((each) => each.choice === choice);
  const next = THEMES[(at + 1) % THEMES.length]!;

  const signOut = async () => {
    await call('signOut').catch(() => undefined);
    queryClient.clear();
    await eraseAtSignOut();
    markSignedIn(false);
    await navigate({ to: '/sign-in' });
  };

  return (
    <>
      <Button
        view="flat"
        size="m"
        onClick={() => choose(next.choice)}
        title={t('theme.change', { now: t(`theme.${choice}`), next: t(`theme.${next.choice}`) })}
        aria-label={t('theme.change', { now: t(`theme.${choice}`), next: t(`theme.${next.choice}`) })}
      >
        <Icon data={THEMES[at]?.icon ?? Display} size={16} />
      </Button>
      <DropdownMenu
        popupProps={{ placement: 'bottom-end' }}
        renderSwitcher={(props) => (
          <Button {...props} view="flat" size="m" title={t('account')}>
            <Icon data={Person} size={16} />
            <span className={styles.name}>{session?.name}</span>
            <span className="o-visually-hidden">{t('account')}</span>
          </Button>
        )}
        items={[
          [
            {
              text: (
                <span className={styles.who}>
                  <strong>{session?.name}</strong>
                  <span>{session && t(`role.${session.role}`)}</span>
                </span>
              ),
              action: () => undefined,
              disabled: true,
            },
          ],
          [
            {
              text: chosenLanguage() === 'ru' ? 'English' : 'Русский',
              action: () => chooseLanguage(chosenLanguage() === 'ru' ? 'en' : 'ru'),
            },
          ],
          [{ text: t('signOut'), action: () => void signOut() }],
        ]}
      />
    </>
  );
}
