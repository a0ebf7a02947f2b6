import { FileText } from '@gravity-ui/icons';
import { Button, Icon, Progress, Select } from '@gravity-ui/uikit';
import { type ClipboardEvent, type DragEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppealCard } from '../../../../contract/appeals.ts';
import {
  ATTACHMENT_BYTES_MAX,
  ATTACHMENT_PURPOSES,
  type Attachment,
} from '../../../../contract/case-file.ts';
import { useFormat } from '../../../format/use-format.ts';
import { useKey } from '../../../palette/use-key.ts';
import { attachmentAddress } from './attachment-address.ts';
import { AttachmentView } from './attachment-view.tsx';
import styles from './file.module.css';
import { FileSection } from './file-section.tsx';
import { photoDoubts } from './photo-facts.ts';
import { useUploads } from './use-uploads.ts';

const ACCEPTED = 'image/jpeg,image/png,image/webp,.pdf,.docx,.xlsx';

/** Files of the case: dropped, pasted or picked; a photo says when and how far from the place it was taken. */
export function Attachments({ card, files }: { card: AppealCard; files: readonly Attachment[] }) {
  const { t } = useTranslation('casefile');
  const format = useFormat();
  const input = useRef<HTMLInputElement>(null);
  const [purpose, setPurpose] = useState<Attachment['purpose']>('note');
  const [over, setOver] = useState(false);
  const [shown, setShown] = useState<string | null>(null);
  const megabytes = ATTACHMENT_BYTES_MAX / 1_000_000;
  const { uploads, send, again, drop } = useUploads(card.id, (name) => t('file.tooBig', { name, megabytes }));
  useKey('f', () => input.current?.click());
  const pictures = files.filter((file) => file.contentType.startsWith('image/'));

  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    send(event.dataTransfer.files, purpose);
  };
  const onPaste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length > 0) send(event.clipboardData.files, purpose);
  };
  return (
    <FileSection title={t('file.title')} count={files.length}>
      {files.length > 0 && (
        <ul className={styles.files}>
          {files.map((file) => (
            <li key={file.id}>
              <FileTile card={card} file={file} onShow={() => setShown(file.id)} />
            </li>
          ))}
        </ul>
      )}
      {uploads.map((upload) => (
        <div key={upload.key} className={styles.upload}>
          <span>{upload.file.name}</span>
          {upload.problem ? (
            <>
              <p className={styles.refusal} role="alert">
                {upload.problem}
              </p>
              <div className={styles.row}>
                {upload.file.size <= ATTACHMENT_BYTES_MAX && (
                  <Button size="s" onClick={() => again(upload)}>
                    {t('file.again')}
                  </Button>
                )}
                <Button size="s" view="flat" onClick={() => drop(upload.key)}>
                  {t('file.drop')}
                </Button>
              </div>
            </>
          ) : (
            <Progress size="xs" value={Math.round(upload.share * 100)} loading={upload.share === 1} />
          )}
        </div>
      ))}
      <fieldset
        className={styles.drop}
        data-over={over || undefined}
        aria-label={t('file.add')}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
        onPaste={onPaste}
      >
        <Select
          size="s"
          label={t('file.purposeLabel')}
          aria-label={t('file.purposeLabel')}
          value={[purpose]}
          onUpdate={([next]) => setPurpose(next as Attachment['purpose'])}
          options={ATTACHMENT_PURPOSES.map((value) => ({ value, content: t(`file.purpose.${value}`) }))}
        />
        <Button size="s" onClick={() => input.current?.click()}>
          {t('file.pick')}
        </Button>
        <small>{t('file.hint', { size: format.number(megabytes) })}</small>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          accept={purpose === 'before' || purpose === 'after' ? 'image/jpeg,image/png,image/webp' : ACCEPTED}
          onChange={(event) => {
            send(event.target.files ?? [], purpose);
            event.target.value = '';
          }}
        />
      </fieldset>
      <AttachmentView card={card} pictures={pictures} shown={shown} onShow={setShown} />
    </FileSection>
  );
}

interface FileTileProps {
  card: AppealCard;
  file: Attachment;
  onShow: () => void;
}

function FileTile({ card, file, onShow }: FileTileProps) {
  const { t } = useTranslation('casefile');
  const format = useFormat();
  const picture = file.contentType.startsWith('image/');
  const { metres, far, early } = photoDoubts(file, card);
  const size = t('file.kilobytes', { size: format.number(Math.max(1, Math.round(file.bytes / 1000))) });
  const about = (
    <>
      <b>{t(`file.purpose.${file.purpose}`)}</b>
      <small title={file.name}>{picture ? format.day(file.at) : `${file.name}, ${size}`}</small>
      {file.takenAt && (
        <small data-doubt={early || undefined}>
          {t('file.taken', { when: format.moment(file.takenAt) })}
        </small>
      )}
      {metres !== null && (
        <small data-doubt={far || undefined}>
          {t('file.away', { metres: distanceWords(metres, format.number, t('file.m'), t('file.km')) })}
        </small>
      )}
    </>
  );
  return picture ? (
    <button type="button" className={styles.tile} onClick={onShow}>
      <img src={attachmentAddress(file.id)} alt={file.name} loading="lazy" />
      {about}
    </button>
  ) : (
    <a className={styles.tile} href={attachmentAddress(file.id)} download={file.name}>
      <span className={styles.paper}>
        <Icon data={FileText} size={28} />
        {file.name.split('.').at(-1)?.slice(0, 5)}
      </span>
      {about}
    </a>
  );
}

/** «40 м», «1,2 км»: as near as a phone's place can be trusted. */
function distanceWords(
  metres: number,
  number: (value: number, digits?: number) => string,
  m: string,
  km: string,
): string {
  return metres < 1000
    ? `${number(Math.round(metres / 10) * 10)}\u00a0${m}`
    : `${number(metres / 1000, 1)}\u00a0${km}`;
}
