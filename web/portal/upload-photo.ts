import { endpoints, UploadedPhoto } from '../../contract/index.ts';
import { ProblemError } from '../api/problem-error.ts';
import { sendForm } from '../api/send-form.ts';

const RETRY_MS = [1_000, 3_000, 8_000];
/** Above this a photo is made smaller before it travels: a cellar's network is slow, a 48 megapixel picture is not needed. */
const SHRINK_BYTES = 2_500_000;
const SIDE_MAX_PX = 2560;

/**
 * Sends one photo, telling the share done (0…1), trying again after silence or a server error.
 * Throws ProblemError when the server refuses or all tries are used up.
 */
export async function uploadPhoto(
  file: Blob,
  name: string,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<UploadedPhoto> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await send(file, name, onProgress, signal);
    } catch (error) {
      const worth = error instanceof ProblemError && (error.status === 0 || error.status >= 500);
      const wait = RETRY_MS[attempt];
      if (!worth || wait === undefined || signal.aborted) throw error;
      onProgress(0);
      await new Promise((done) => setTimeout(done, wait));
    }
  }
}

async function send(
  file: Blob,
  name: string,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<UploadedPhoto> {
  const form = new FormData();
  form.append('photo', file, name);
  const read = UploadedPhoto.safeParse(await sendForm(endpoints.uploadPhoto.path, form, onProgress, signal));
  if (!read.success) throw ProblemError.unreachable(read.error);
  return read.data;
}

/** A smaller JPEG of a big photo, which also drops the camera's location; the photo itself where that cannot be done. */
export async function shrinkPhoto(file: File): Promise<Blob> {
  if (file.size <= SHRINK_BYTES || typeof createImageBitmap === 'undefined') return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, SIDE_MAX_PX / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const smaller = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.85));
    return smaller && smaller.size < file.size ? smaller : file;
  } catch {
    // A format this browser cannot read (HEIC): the server decides.
    return file;
  }
}
