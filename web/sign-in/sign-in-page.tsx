import { Alert, Button, PasswordInput, TextInput } from '@gravity-ui/uikit';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/client.ts';
import { describeError, ProblemError, problemWords } from '../api/problem-error.ts';
import { enterSession } from '../api/session.ts';
import { pageOf } from '../layout/verbs.ts';
import { type DemoLogin, demoLoginsQuery } from './demo-logins.ts';
import { safeTarget } from './safe-target.ts';
import styles from './sign-in-page.module.css';

/** The door. After it one goes where one wanted to go. */
export function SignInPage() {
  const { t } = useTranslation('shell');
  const { to } = useSearch({ from: '/sign-in' });
  const navigate = useNavigate();
  const client = useQueryClient();
  const demo = useQuery(demoLoginsQuery).data ?? [];
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState<{ login?: string; password?: string }>({});
  const [refusal, setRefusal] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const enter = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    document.title = `${t('signIn.title')} — ${t('product')}`;
  }, [t]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const lacks = {
      login: login.trim() ? undefined : t('signIn.loginMissing'),
      password: password ? undefined : t('signIn.passwordMissing'),
    };
    setMissing(lacks);
    if (lacks.login || lacks.password) return;
    setBusy(true);
    setRefusal(null);
    try {
      const session = await call('signIn', { body: { login: login.trim(), password } });
      client.clear();
      enterSession(session);
      const wanted = safeTarget(to);
      // Somebody else's link may lead where this role has nothing to see.
      const closed = pageOf(wanted.split(/[?#]/)[0]!);
      const open = !closed || session.permissions.includes(closed.permission);
      await navigate({ href: open ? wanted : '/', replace: true });
    } catch (error) {
      const wrong = error instanceof ProblemError && error.status === 401;
      setRefusal(wrong ? t('signIn.wrong') : problemWords(describeError(error)));
      setBusy(false);
    }
  };

  const fill = (account: DemoLogin) => {
    setLogin(account.login);
    setPassword(account.password);
    setMissing({});
    setRefusal(null);
    enter.current?.focus();
  };

  return (
    <main className={styles.page}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <div className={styles.brand}>
          <img src="/icon.svg" alt="" width={32} height={32} />
          <span>{t('product')}</span>
        </div>
        <h1 className={styles.title}>{t('signIn.title')}</h1>
        {refusal && <Alert theme="danger" message={refusal} />}
        <div className={styles.field}>
          <label htmlFor="login">{t('signIn.login')}</label>
          <TextInput
            id="login"
            size="l"
            value={login}
            onUpdate={setLogin}
            autoFocus
            autoComplete="username"
            validationState={missing.login ? 'invalid' : undefined}
            errorMessage={missing.login}
            controlProps={{ autoCapitalize: 'none', spellCheck: false }}
          />
        </div>
        <div className={styles.field}>
          <label htmlFor="password">{t('signIn.password')}</label>
          <PasswordInput
            id="password"
            size="l"
            value={password}
            onUpdate={setPassword}
            autoComplete="current-password"
            validationState={missing.password ? 'invalid' : undefined}
            errorMessage={missing.password}
          />
        </div>
        <Button ref={enter} type="submit" view="action" size="l" width="max" loading={busy}>
          {t('signIn.enter')}
        </Button>
        {demo.length > 0 && (
          <section className={styles.demo} aria-label={t('signIn.demo')}>
            <p>{t('signIn.demo')}</p>
            {demo.map((account) => (
              <button key={account.login} type="button" onClick={() => fill(account)}>
                <strong>{account.name}</strong>
                <span>{t(`role.${account.role}`, { defaultValue: account.role })}</span>
              </button>
            ))}
          </section>
        )}
        <p className={styles.resident}>
          {t('signIn.resident')} <a href="/report">{t('signIn.report')}</a>
        </p>
      </form>
    </main>
  );
}
