import {
  AntennaSignal,
  ArrowRightArrowLeft,
  BookOpen,
  ChartColumn,
  ChartLineArrowUp,
  CircleCheck,
  Envelope,
  FilePlus,
  FileText,
  Globe,
  Handset,
  Hourglass,
  Key,
  LayoutColumns3,
  ListCheck,
  ListUl,
  Magnifier,
  MapPin,
  Megaphone,
  Persons,
  Pulse,
  SealCheck,
  Thunderbolt,
} from '@gravity-ui/icons';
import type { IconData } from '@gravity-ui/uikit';
import type { Permission } from '../../contract/access.ts';

export interface Page {
  to:
    | '/map'
    | '/spikes'
    | '/crisis'
    | '/passports'
    | '/feed'
    | '/triage'
    | '/candidates'
    | '/sources'
    | '/new'
    | '/calls'
    | '/post'
    | '/campaigns'
    | '/appeals'
    | '/mine'
    | '/approvals'
    | '/channels'
    | '/control'
    | '/quality'
    | '/kpi'
    | '/people'
    | '/norms'
    | '/templates'
    | '/tokens';
  /** Key of `shell:page.*`. */
  name: string;
  icon: IconData;
  permission: Permission;
  /** Another address that stands under this page and has no line of its own. */
  also?: string;
}

interface Verb {
  name: 'know' | 'solve' | 'prevent' | 'inform' | 'settings';
  pages: readonly Page[];
}

/** The order of things of the model region: know, solve fast, prevent, inform; then how all this is set. A verb without pages is not shown. */
export const VERBS: readonly Verb[] = [
  {
    name: 'know',
    pages: [
      { to: '/map', name: 'map', icon: MapPin, permission: 'insight.read' },
      {
        to: '/spikes',
        name: 'spikes',
        icon: ChartLineArrowUp,
        permission: 'insight.read',
        also: '/known-events',
      },
      { to: '/crisis', name: 'crisis', icon: Thunderbolt, permission: 'appeals.read' },
      { to: '/feed', name: 'feed', icon: Pulse, permission: 'appeals.read' },
      { to: '/passports', name: 'passports', icon: BookOpen, permission: 'insight.read' },
    ],
  },
  {
    name: 'solve',
    pages: [
      { to: '/new', name: 'new', icon: FilePlus, permission: 'appeals.register_on_behalf' },
      { to: '/calls', name: 'calls', icon: Handset, permission: 'calls.read' },
      { to: '/triage', name: 'triage', icon: ArrowRightArrowLeft, permission: 'triage.decide' },
      { to: '/candidates', name: 'candidates', icon: Magnifier, permission: 'candidates.decide' },
      { to: '/appeals', name: 'appeals', icon: ListUl, permission: 'appeals.read' },
      // Whoever answers for nobody finds there where colleagues have called.
      { to: '/mine', name: 'mine', icon: ListCheck, permission: 'cases.act' },
      { to: '/post', name: 'post', icon: Envelope, permission: 'cases.answer' },
      { to: '/approvals', name: 'approvals', icon: CircleCheck, permission: 'answers.approve' },
      { to: '/control', name: 'control', icon: LayoutColumns3, permission: 'control.read' },
      { to: '/quality', name: 'quality', icon: SealCheck, permission: 'quality.review' },
      { to: '/kpi', name: 'kpi', icon: ChartColumn, permission: 'kpi.read' },
    ],
  },
  { name: 'prevent', pages: [] },
  {
    name: 'inform',
    pages: [{ to: '/campaigns', name: 'campaigns', icon: Megaphone, permission: 'exports.make' }],
  },
  {
    name: 'settings',
    pages: [
      // Whoever may only lend the voice of the own body finds that part of the page.
      { to: '/people', name: 'people', icon: Persons, permission: 'delegations.grant' },
      { to: '/norms', name: 'norms', icon: Hourglass, permission: 'norms.change' },
      { to: '/templates', name: 'templates', icon: FileText, permission: 'templates.change' },
      { to: '/channels', name: 'channels', icon: AntennaSignal, permission: 'kpi.read' },
      { to: '/sources', name: 'sources', icon: Globe, permission: 'sources.manage' },
      { to: '/tokens', name: 'tokens', icon: Key, permission: 'tokens.manage' },
    ],
  },
];

const PAGES = VERBS.flatMap((verb) => verb.pages);
/** Where one begins: the picture of the whole, else the work itself. */
const BEGINNINGS: readonly Page['to'][] = ['/map', '/mine', '/appeals', '/triage', '/feed'];

/** The page an address belongs to («/appeals/7f…» to the list of cases); undefined outside the console. */
export function pageOf(path: string): Page | undefined {
  return PAGES.find((page) => path === page.to || path.startsWith(`${page.to}/`) || path === page.also);
}

/** Where this account goes after the door; null when it has no page at all. */
export function firstPage(may: (permission: Permission) => boolean): Page | null {
  const own = PAGES.filter((page) => may(page.permission));
  const best = BEGINNINGS.find((to) => own.some((page) => page.to === to));
  return own.find((page) => page.to === best) ?? null;
}

/** The verbs with the pages this account may open. */
export function visibleVerbs(may: (permission: Permission) => boolean) {
  return VERBS.map((verb) => ({ ...verb, pages: verb.pages.filter((page) => may(page.permission)) })).filter(
    (verb) => verb.pages.length > 0,
  );
}
