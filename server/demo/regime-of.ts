import type { Channel, Regime } from '../../contract/vocabulary.ts';

/** Legal regime that a channel's messages have when nothing else is known of their author. */
export function regimeOf(channel: Channel): Regime {
  switch (channel) {
    case 'paper':
    case 'reception':
      return '59fz';
    case 'vk':
    case 'ok':
    case 'telegram':
    case 'max':
    case 'incident':
    case 'monitoring':
      return 'social';
    case 'hotline':
    case 'call122':
      return 'call';
    default:
      return 'pos_message';
  }
}
