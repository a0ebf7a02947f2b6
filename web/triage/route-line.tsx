import { useTranslation } from 'react-i18next';
import type { PreviewRoute } from '../../contract/triage.ts';
import { useRegistry } from '../api/registry.ts';
import styles from './route-line.module.css';

interface RouteLineProps {
  preview: Pick<PreviewRoute, 'organisation' | 'why'> | undefined;
  /** The preview still speaks of the choice before. */
  stale: boolean;
  failed: boolean;
  /** What triage itself set, until the preview has come. */
  fallback: { organisation: string; why: string } | null;
}

/** «Кому и почему». */
export function RouteLine({ preview, stale, failed, fallback }: RouteLineProps) {
  const { t } = useTranslation('triage');
  const registry = useRegistry();
  const shown = preview ?? fallback;
  if (!shown) {
    return <p className={styles.wait}>{t(failed ? 'routeUnknown' : 'routeComing')}</p>;
  }
  const organisation = registry.organisation(shown.organisation);
  return (
    <div className={styles.route} data-stale={stale || undefined} aria-live="polite">
      <strong>{organisation?.name ?? shown.organisation}</strong>
      <small>{shown.why}</small>
    </div>
  );
}
