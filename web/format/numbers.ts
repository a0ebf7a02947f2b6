const THIN = '\u202f';

/** 42131 → «42 131» with thin no-break spaces (Russian) or «42,131» (English). */
export function formatNumber(value: number, language = 'ru', digits = 0): string {
  const text = new Intl.NumberFormat(language, {
    maximumFractionDigits: digits,
    // Russian typography groups four digits too when they stand in a column: 4 210 over 42 131.
    useGrouping: true,
  }).format(value);
  return text.replace(/[\u00a0\u202f ]/g, THIN);
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
