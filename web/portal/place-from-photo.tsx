import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { boundariesQuery } from '../api/boundaries.ts';
import ask from './ask.module.css';
import type { Draft } from './draft.ts';
import { type PhotoPlace, pointText, questionOf } from './photo-place.ts';
import styles from './portal.module.css';

interface PlaceFromPhotoProps {
  place: PhotoPlace;
  draft: Draft;
  onTake: (patch: Partial<Draft>) => void;
  onDismiss: () => void;
}

/** «Место из снимка»: asked, never imposed. */
export function PlaceFromPhoto({ place, draft, onTake, onDismiss }: PlaceFromPhotoProps) {
  const { t, i18n } = useTranslation('app');
  const boundaries = useQuery(boundariesQuery).data;
  const question = questionOf(place, draft, boundaries);
  if (question.kind === 'none') return null;
  if (question.kind === 'outside')
    return (
      <p className={ask.ask} role="status">
        <span>{t('photoPlace.outside', { name: place.name })}</span>
        <button type="button" className={styles.link} onClick={onDismiss}>
          {t('photoPlace.understood')}
        </button>
      </p>
    );
  const { municipality } = question;
  const where = municipality?.name ?? pointText(place.point, i18n.language);
  const far = question.kind === 'other' ? distanceText(question.metres, i18n.language) : '';
  return (
    <div className={ask.ask} role="status">
      <span>{t(`photoPlace.${question.kind}`, { where, far })}</span>
      <span className={ask.answers}>
        <button
          type="button"
          className={styles.secondary}
          onClick={() => {
            onTake({ point: place.point, municipality: municipality?.code ?? null, placeName: where });
            onDismiss();
          }}
        >
          {t('photoPlace.takeIt')}
        </button>
        <button type="button" className={styles.link} onClick={onDismiss}>
          {t('photoPlace.no')}
        </button>
      </span>
    </div>
  );
}

function distanceText(metres: number, language: string): string {
  const [value, unit] =
    metres < 1000 ? [Math.round(metres / 10) * 10, 'meter'] : [metres / 1000, 'kilometer'];
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value);
}
