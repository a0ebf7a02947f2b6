import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PassportKind, PassportLine } from '../../contract/index.ts';
import { useRegistry } from '../api/registry.ts';
import { useFormat } from '../format/use-format.ts';
import styles from './passport-page.module.css';

/** What most: topics of a municipality, or municipalities of a topic; each leads to its own passport. */
export function PassportTable({ kind, lines }: { kind: PassportKind; lines: readonly PassportLine[] }) {
  const { t } = useTranslation('passports');
  const registry = useRegistry();
  const { number, change, share } = useFormat();
  const most = Math.max(1, ...lines.map((line) => line.count));
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th>{t(kind === 'municipality' ? 'topic' : 'municipality')}</th>
          <th>{t('count')}</th>
          {kind === 'topic' && <th>{t('perThousand')}</th>}
          <th>{t('toPeriodBefore')}</th>
          <th>{t('overdue')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ code, count, previous, overdue, perThousand }) => (
          <tr key={code || '-'}>
            <td>
              <Name kind={kind} code={code} registry={registry} unknown={t('unknown')} />
              <span className={styles.bar} style={{ width: `${(count / most) * 100}%` }} aria-hidden />
            </td>
            <td>{number(count)}</td>
            {kind === 'topic' && <td>{perThousand === null ? '—' : number(perThousand, 2)}</td>}
            <td>{change(count, previous) ?? '—'}</td>
            <td data-late={overdue > 0 || undefined}>{overdue > 0 ? share(overdue / count) : '—'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Name({
  kind,
  code,
  registry,
  unknown,
}: {
  kind: PassportKind;
  code: string;
  registry: ReturnType<typeof useRegistry>;
  unknown: string;
}) {
  if (code === '') return <span>{unknown}</span>;
  return kind === 'municipality' ? (
    <Link to="/passports/topic/$code" params={{ code }} title={registry.topicPath(code)}>
      {registry.topicName(code)}
    </Link>
  ) : (
    <Link to="/passports/municipality/$code" params={{ code }}>
      {registry.municipalityName(code)}
    </Link>
  );
}
