const THIN = '\u202f';

/** 42131 → «42 131» with thin no-break spaces (Russian) or «42,131» (English). */
export function formatNumber(value: number, language = 'ru', digits = 0): string {
  return formatter(language, digits)
    .format(value)
    .replace(/[\u00a0\u202f ]/g, THIN);
}

/** Building a formatter costs 40 times its use, and the matrix writes a thousand numbers a frame. */
const formatters = new Map<string, Intl.NumberFormat>();
function formatter(language: string, digits: number): Intl.NumberFormat {
  const key = `${language}|${digits}`;
  let known = formatters.get(key);
  if (!known) {
    known = new Intl.NumberFormat(language, {
      maximumFractionDigits: digits,
      // Russian typography groups four digits too when they stand in a column: 4 210 over 42 131.
      useGrouping: true,
    });
    formatters.set(key, known);
  }
  return known;
}

/** 0.8712 → «87 %»; below one percent but not zero → «< 1 %». */
export function formatShare(share: number, language = 'ru', digits = 0): string {
  const space = language === 'ru' ? THIN : '';
  if (share > 0 && share * 100 < 0.5 && digits === 0) return `<${THIN}1${space}%`;
  return `${formatNumber(share * 100, language, digits)}${space}%`;
}

/** Change to a usual level: «+38 %», «−12 %», «0 %» with a true minus sign; null when there was nothing to compare with. */
export function formatChange(now: number, usual: number | null, language = 'ru'): string | null {
  if (usual === null || usual === 0) return null;
  const change = Math.round(((now - usual) / usual) * 100);
  const sign = change > 0 ? '+' : change < 0 ? '−' : '';
  return `${sign}${formatNumber(Math.abs(change), language)}${language === 'ru' ? THIN : ''}%`;
}
