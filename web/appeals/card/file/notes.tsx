import { useTranslation } from 'react-i18next';
import type { CaseFile } from '../../../../contract/case-file.ts';
import { call } from '../../../api/client.ts';
import { useFormat } from '../../../format/use-format.ts';
import { Refusal } from '../../../layout/refusal.tsx';
import { useKey } from '../../../palette/use-key.ts';
import styles from './file.module.css';
import { FileSection } from './file-section.tsx';
import { pieces } from './mention-words.ts';
import { NoteField } from './note-field.tsx';
import { useFileWork } from './use-case-file.ts';

/** What colleagues say to one another about the case; the resident never sees it. */
export function Notes({ id, notes }: { id: string; notes: CaseFile['notes'] }) {
  const { t } = useTranslation('casefile');
  const format = useFormat();
  const { work, busy, problem } = useFileWork(id);
  useKey('m', () => document.getElementById('note-field')?.focus());
  return (
    <FileSection title={t('note.title')} count={notes.length}>
      {notes.length > 0 && (
        <ol className={styles.notes}>
          {notes.map((note) => (
            <li key={note.id}>
              <div className={styles.noteHead}>
                <b>{note.authorName ?? note.login}</b>
                <time dateTime={note.at} title={format.full(note.at)}>
                  {format.moment(note.at)}
                </time>
              </div>
              <p>
                {(note.mentions.length > 0 ? pieces(note.text) : [{ text: note.text, mention: false }]).map(
                  (piece, index) => (piece.mention ? <mark key={index}>{piece.text}</mark> : piece.text),
                )}
              </p>
            </li>
          ))}
        </ol>
      )}
      <NoteField
        busy={busy}
        onSend={(text, mentions) => work(() => call('addNote', { params: { id }, body: { text, mentions } }))}
      />
      <Refusal problem={problem} />
    </FileSection>
  );
}
