import i18next from 'i18next';

/** For code outside React: `t('shell:problem.404.title')`. */
export const t = (key: string, values?: Record<string, unknown>): string =>
  String(i18next.t(key, { ...values }));
