import type { Account } from '../../adapter.ts';
import { numberSetting } from '../read-json.ts';

/** Under what a comment stands: how the thing is addressed, the name of its number, and the method that answers. */
export const PLACES = {
  wall: { number: 'post_id', owner: 'post_owner_id', create: 'wall.createComment' },
  board: { number: 'topic_id', owner: 'topic_owner_id', create: 'board.createComment' },
  photo: { number: 'photo_id', owner: 'photo_owner_id', create: 'photos.createComment' },
  video: { number: 'video_id', owner: 'video_owner_id', create: 'video.createComment' },
  market: { number: 'item_id', owner: 'market_owner_id', create: 'market.createComment' },
} as const;
export type Place = keyof typeof PLACES;

/** Number of the community, without its minus. */
export function groupOf(account: Account): number {
  return Math.abs(numberSetting(account, 'groupId', 0));
}
