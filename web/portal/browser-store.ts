import { keptStore } from '../offline/kept-store.ts';
import { isEmbedded } from './embedding.ts';

/**
 * Where drafts, photos and what waits are kept; null in a frame of another site's page: what is left there nobody would find again,
 * and most browsers forbid it.
 */
export const browserStore = isEmbedded() ? null : keptStore();
