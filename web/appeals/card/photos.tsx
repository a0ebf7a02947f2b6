import { ChevronLeft, ChevronRight, Xmark } from '@gravity-ui/icons';
import { Button, Icon, Modal } from '@gravity-ui/uikit';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { photoAddress } from '../../api/client.ts';
import styles from './photos.module.css';

/** Small photos; a click shows one large, arrows turn them. */
export function Photos({ photos }: { photos: readonly { id: string }[] }) {
  const { t } = useTranslation('appeals');
  const [shown, setShown] = useState<number | null>(null);
  if (photos.length === 0) return null;
  const turn = (step: number) =>
    setShown((at) => (at === null ? at : (at + step + photos.length) % photos.length));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft') turn(-1);
    if (event.key === 'ArrowRight') turn(1);
  };
  return (
    <div className={styles.photos}>
      {photos.map((photo, index) => (
        <button key={photo.id} type="button" onClick={() => setShown(index)}>
          <img
            src={photoAddress(photo.id)}
            alt={t('card.photo', { at: index + 1, of: photos.length })}
            loading="lazy"
          />
        </button>
      ))}
      <Modal open={shown !== null} onClose={() => setShown(null)} aria-label={t('card.photos')}>
        {shown !== null && (
          // biome-ignore lint/a11y/noStaticElementInteractions: the modal around it is the dialog that has the keyboard
          <div className={styles.large} onKeyDown={onKeyDown}>
            <img
              src={photoAddress(photos[shown]!.id)}
              alt={t('card.photo', { at: shown + 1, of: photos.length })}
            />
            <div className={styles.bar}>
              <Button
                view="flat"
                size="l"
                onClick={() => turn(-1)}
                aria-label={t('card.photoBefore')}
                autoFocus
              >
                <Icon data={ChevronLeft} />
              </Button>
              <span>{t('card.photo', { at: shown + 1, of: photos.length })}</span>
              <Button view="flat" size="l" onClick={() => turn(1)} aria-label={t('card.photoAfter')}>
                <Icon data={ChevronRight} />
              </Button>
              <Button view="flat" size="l" onClick={() => setShown(null)} aria-label={t('card.photoClose')}>
                <Icon data={Xmark} />
              </Button>
            </div>
          </div>
        )}
      </Modal>
    </div>
  );
}
