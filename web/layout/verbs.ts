import { ArrowRightArrowLeft, ListUl, MapPin, Pulse } from '@gravity-ui/icons';
import type { IconData } from '@gravity-ui/uikit';
import type { Permission } from '../../contract/access.ts';

export interface Page {
  to: '/map' | '/feed' | '/triage' | '/appeals';
  /** Key of `shell:page.*`. */
  name: string;
  icon: IconData;
  permission: Permission;
}

/** The order of things of the model region: know, solve fast, prevent, inform. A verb without pages is not shown. */
export const VERBS: readonly { name: 'know' | 'solve' | 'prevent' | 'inform'; pages: readonly Page[] }[] = [
  {
    name: 'know',
    pages: [
      { to: '/map', name: 'map', icon: MapPin, permission: 'insight.read' },
      { to: '/feed', name: 'feed', icon: Pulse, permission: 'appeals.read' },
    ],
  },
  {
    name: 'solve',
    pages: [
      { to: '/triage', name: 'triage', icon: ArrowRightArrowLeft, permission: 'triage.decide' },
      { to: '/appeals', name: 'appeals', icon: ListUl, permission: 'appeals.read' },
    ],
  },
  { name: 'prevent', pages: [] },
  { name: 'inform', pages: [] },
];

/** The verbs with the pages this account may open. */
export function visibleVerbs(may: (permission: Permission) => boolean) {
  return VERBS.map((verb) => ({ ...verb, pages: verb.pages.filter((page) => may(page.permission)) })).filter(
    (verb) => verb.pages.length > 0,
  );
}
