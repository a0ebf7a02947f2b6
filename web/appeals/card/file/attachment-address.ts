import { endpoints } from '../../../../contract/endpoints.ts';
import { addressOf } from '../../../api/client.ts';

/** Address of a file of the case for `<img src>` and links. */
export const attachmentAddress = (id: string) => addressOf(endpoints.attachment.path, { id });
