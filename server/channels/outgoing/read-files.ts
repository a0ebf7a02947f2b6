import type pg from 'pg';
import type { OutgoingAttachment } from '../../platform/outbox/index.ts';
import type { FileBounds, OutgoingFile } from '../adapter.ts';
import type { ChannelsContext } from '../channels-context.ts';

/** Of one message together, whoever the provider is: a process holds this much for each of its senders. */
const TOGETHER_BYTES_MAX = 20_000_000;

export interface FilesForMessage {
  files: OutgoingFile[];
  /** Why some stay behind: a Russian sentence for the log; null when all go. */
  leftOut: string | null;
}

/** The files of a message that its provider takes, in their order. What does not fit stays behind: the text goes in any case. */
export async function readFiles(
  { pool, regionId, fileAddress }: Pick<ChannelsContext, 'pool' | 'regionId' | 'fileAddress'>,
  wanted: readonly OutgoingAttachment[],
  bounds: FileBounds | undefined,
): Promise<FilesForMessage> {
  if (wanted.length === 0) return { files: [], leftOut: null };
  if (!bounds) return { files: [], leftOut: 'По этому каналу файлы не отправляются.' };
  const found = await readRows(pool, regionId, wanted);
  const files: OutgoingFile[] = [];
  const left = new Set<string>();
  let together = 0;
  for (const item of wanted) {
    const row = found.get(idOf(item));
    const address = row ? fileAddress(idOf(item)) : null;
    const why = !row
      ? 'файла больше нет'
      : bounds.types && !bounds.types.includes(row.contentType)
        ? 'вид файла площадка не принимает'
        : row.content.length > bounds.bytesMax || together + row.content.length > TOGETHER_BYTES_MAX
          ? 'файл слишком большой'
          : files.length >= bounds.countMax
            ? `больше ${bounds.countMax} площадка не принимает`
            : bounds.byAddress && !address
              ? 'не задан внешний адрес сервера (OTKLIK_PUBLIC_URL)'
              : null;
    if (why) left.add(why);
    else {
      together += row!.content.length;
      files.push({ ...row!, name: item.name ?? `photo.${row!.contentType.split('/')[1]}`, address });
    }
  }
  return { files, leftOut: left.size > 0 ? `Без части файлов: ${[...left].join('; ')}.` : null };
}

const idOf = (item: OutgoingAttachment) => ('photoId' in item ? item.photoId : item.attachmentId);

async function readRows(pool: pg.Pool, regionId: string, wanted: readonly OutgoingAttachment[]) {
  const found = await pool.query<{ id: string; contentType: string; content: Buffer }>(
    `select photo_id as id, content_type as "contentType", content from photo where region_id = $1 and photo_id = any($2::uuid[])
     union all
     select attachment_id, content_type, content from attachment where region_id = $1 and attachment_id = any($3::uuid[])`,
    [
      regionId,
      wanted.filter((item) => 'photoId' in item).map(idOf),
      wanted.filter((item) => 'attachmentId' in item).map(idOf),
    ],
  );
  return new Map(found.rows.map(({ id, contentType, content }) => [id, { contentType, content }]));
}

/** One file by its identifier; null when there is none. Who may have it is judged before. */
export async function readSentFile(pool: pg.Pool, regionId: string, fileId: string) {
  const found = await readRows(pool, regionId, [{ photoId: fileId }, { attachmentId: fileId, name: '' }]);
  return found.get(fileId) ?? null;
}
