import { ChevronLeft, ChevronRight, Xmark } from '@gravity-ui/icons';
import { Button, Icon, Modal } from '@gravity-ui/uikit';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppealCard } from '../../../../contract/appeals.ts';
import type { Attachment } from '../../../../contract/case-file.ts';
import { useFormat } from '../../../format/use-format.ts';
import { attachmentAddress } from './attachment-address.ts';
import styles from './file.module.css';

interface AttachmentViewProps {
  card: AppealCard;
  pictures: readonly Attachment[];
  shown: string | null;
  onShow: (id: string | null) => void;
}

/** One picture large; an «after» stands beside the last «before», so that the difference is seen. */
export function AttachmentView({ card, pictures, shown, onShow }: AttachmentViewProps) {
  const { t } = useTranslation(['casefile', 'appeals']);
  const format = useFormat();
  const at = pictures.findIndex((file) => file.id === shown);
  const file = pictures[at];
  const turn = (step: number) =>
    onShow(pictures[(at + step + pictures.length) % pictures.length]?.id ?? null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft') turn(-1);
    if (event.key === 'ArrowRight') turn(1);
  };
  const before =
    file?.purpose === 'after' ? pictures.findLast((each) => each.purpose === 'before') : undefined;
  return (
    <Modal open={Boolean(file)} onClose={() => onShow(null)} aria-label={t('file.view')}>
      {file && (
        // biome-ignore lint/a11y/noStaticElementInteractions: the modal around it is the dialog that has the keyboard
        <div className={styles.view} onKeyDown={onKeyDown}>
          <div className={styles.pair} data-two={before ? true : undefined}>
            {[...(before ? [before] : []), file].map((each) => (
              <figure key={each.id}>
                <img src={attachmentAddress(each.id)} alt={each.name} />
                <figcaption>
                  {[
                    t(`file.purpose.${each.purpose}`),
                    each.takenAt
                      ? t('file.taken', { when: format.full(each.takenAt) })
                      : t('file.added', { when: format.full(each.at) }),
                    each.login,
                  ].join(' · ')}
                </figcaption>
              </figure>
            ))}
          </div>
          <div className={styles.bar}>
            <Button
              view="flat"
              size="l"
              onClick={() => turn(-1)}
              aria-label={t('appeals:card.photoBefore')}
              autoFocus
            >
              <Icon data={ChevronLeft} />
            </Button>
            <span>
              {t('appeals:card.photo', { at: at + 1, of: pictures.length })} · {card.number}
            </span>
            <Button view="flat" size="l" onClick={() => turn(1)} aria-label={t('appeals:card.photoAfter')}>
              <Icon data={ChevronRight} />
            </Button>
            <Button
              view="flat"
              size="l"
              onClick={() => onShow(null)}
              aria-label={t('appeals:card.photoClose')}
            >
              <Icon data={Xmark} />
            </Button>
          </div>
        </div>
      )}
    </Modal>
  );
}
