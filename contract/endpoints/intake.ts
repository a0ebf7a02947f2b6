import { FileAppeal, FiledAppeal, UploadedPhoto } from '../appeals.ts';
import { RegionQuery } from '../registry.ts';
import type { Endpoint } from './endpoint.ts';

export const intakeEndpoints = {
  fileAppeal: {
    method: 'POST',
    path: '/api/appeals',
    permission: 'public',
    summary: 'Подать обращение',
    body: FileAppeal,
    output: FiledAppeal,
    status: 201,
  },
  uploadPhoto: {
    method: 'POST',
    path: '/api/photos',
    permission: 'public',
    summary: 'Приложить фотографию (multipart, поле photo)',
    query: RegionQuery,
    output: UploadedPhoto,
    status: 201,
  },
} as const satisfies Record<string, Endpoint>;
