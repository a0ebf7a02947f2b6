// Long because every page of the product stands in one table of addresses: what is reachable is read in one place.
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { queryClient } from './api/query-client.ts';
import { isSignedOut, sessionQuery } from './api/session.ts';
import { wasSignedIn } from './api/signed-in-mark.ts';
import { type AddressSearch, readAddress, writeAddress } from './filters/address.ts';
import { CrashPage } from './layout/crash-page.tsx';
import { NotFoundPage } from './layout/not-found-page.tsx';
import { PagePending } from './layout/page-pending.tsx';
import { firstPage } from './layout/verbs.ts';
import { startEarly } from './start-early.ts';

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage });

/** Every value of the address bar is a string; each page reads what it knows and leaves the rest alone. */
const validateSearch = (search: Record<string, unknown>): AddressSearch => search as AddressSearch;

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch,
  component: lazyRouteComponent(() => import('./sign-in/sign-in-page.tsx'), 'SignInPage'),
});

/** Everything for signed-in staff; without a session one is sent to the door and comes back where one wanted to go. */
const consoleRoute = createRoute({
  getParentRoute: () => root,
  id: 'console',
  beforeLoad: async ({ location }) => {
    startEarly(location.pathname, location.search as AddressSearch);
    try {
      return { session: await queryClient.ensureQueryData(sessionQuery) };
    } catch (error) {
      if (isSignedOut(error)) throw redirect({ to: '/sign-in', search: { to: location.href } });
      throw error;
    }
  },
  component: lazyRouteComponent(() => import('./layout/console-shell.tsx'), 'ConsoleShell'),
});

/** Staff go to the first page of their role; a visitor without a session is a resident and finds the portal, not a locked door. */
const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: async () => {
    if (!wasSignedIn()) return;
    const session = await queryClient.ensureQueryData(sessionQuery).catch((error: unknown) => {
      if (isSignedOut(error)) return null;
      throw error;
    });
    const page = session && firstPage((permission) => session.permissions.includes(permission));
    if (page) throw redirect({ to: page.to });
  },
  component: lazyRouteComponent(() => import('./portal/portal-home-page.tsx'), 'PortalHomePage'),
});

const map = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/map',
  validateSearch,
  component: lazyRouteComponent(() => import('./map/heat-map-page.tsx'), 'HeatMapPage'),
});

const spikes = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/spikes',
  validateSearch,
  component: lazyRouteComponent(() => import('./spikes/spikes-page.tsx'), 'SpikesPage'),
});

const spike = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/spikes/$id',
  component: lazyRouteComponent(() => import('./spikes/spike-page.tsx'), 'SpikePage'),
});

const knownEvents = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/known-events',
  validateSearch,
  component: lazyRouteComponent(() => import('./spikes/known-events-page.tsx'), 'KnownEventsPage'),
});

const crises = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/crisis',
  validateSearch,
  component: lazyRouteComponent(() => import('./crisis/crises-page.tsx'), 'CrisesPage'),
});

const crisis = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/crisis/$id',
  validateSearch,
  component: lazyRouteComponent(() => import('./crisis/crisis-page.tsx'), 'CrisisPage'),
});

const passports = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/passports',
  validateSearch,
  component: lazyRouteComponent(() => import('./passports/passports-page.tsx'), 'PassportsPage'),
});

const municipalityPassport = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/passports/municipality/$code',
  validateSearch,
  component: lazyRouteComponent(() => import('./passports/passport-page.tsx'), 'MunicipalityPassportPage'),
});

const topicPassport = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/passports/topic/$code',
  validateSearch,
  component: lazyRouteComponent(() => import('./passports/passport-page.tsx'), 'TopicPassportPage'),
});

const triage = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/triage',
  validateSearch,
  component: lazyRouteComponent(() => import('./triage/triage-page.tsx'), 'TriagePage'),
});

const candidates = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/candidates',
  validateSearch,
  component: lazyRouteComponent(() => import('./monitoring/candidates-page.tsx'), 'CandidatesPage'),
});

const sources = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/sources',
  validateSearch,
  component: lazyRouteComponent(() => import('./monitoring/sources-page.tsx'), 'SourcesPage'),
});

const appeals = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/appeals',
  validateSearch,
  component: lazyRouteComponent(() => import('./appeals/appeals-page.tsx'), 'AppealsPage'),
});

const newAppeal = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/new',
  validateSearch,
  component: lazyRouteComponent(() => import('./reception/new-page.tsx'), 'NewPage'),
});

const calls = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/calls',
  validateSearch,
  component: lazyRouteComponent(() => import('./calls/calls-page.tsx'), 'CallsPage'),
});

const post = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/post',
  validateSearch,
  component: lazyRouteComponent(() => import('./letters/post-page.tsx'), 'PostPage'),
});

const campaigns = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/campaigns',
  validateSearch,
  component: lazyRouteComponent(() => import('./campaigns/campaigns-page.tsx'), 'CampaignsPage'),
});

const appeal = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/appeals/$id',
  component: lazyRouteComponent(() => import('./appeals/card/appeal-page.tsx'), 'AppealPage'),
});

const people = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/people',
  validateSearch,
  component: lazyRouteComponent(() => import('./people/people-page.tsx'), 'PeoplePage'),
});

const norms = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/norms',
  validateSearch,
  component: lazyRouteComponent(() => import('./norms/norms-page.tsx'), 'NormsPage'),
});

const templates = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/templates',
  component: lazyRouteComponent(() => import('./templates/templates-page.tsx'), 'TemplatesPage'),
});

const channels = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/channels',
  validateSearch,
  component: lazyRouteComponent(() => import('./channels/channels-page.tsx'), 'ChannelsPage'),
});

const tokens = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/tokens',
  validateSearch,
  component: lazyRouteComponent(() => import('./tokens/tokens-page.tsx'), 'TokensPage'),
});

const control = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/control',
  validateSearch,
  component: lazyRouteComponent(() => import('./control/control-page.tsx'), 'ControlPage'),
});

const quality = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/quality',
  validateSearch,
  component: lazyRouteComponent(() => import('./quality/quality-page.tsx'), 'QualityPage'),
});

const kpi = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/kpi',
  validateSearch,
  component: lazyRouteComponent(() => import('./kpi/kpi-page.tsx'), 'KpiPage'),
});

const mine = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/mine',
  validateSearch,
  component: lazyRouteComponent(() => import('./mine/mine-page.tsx'), 'MinePage'),
});

const approvals = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/approvals',
  validateSearch,
  component: lazyRouteComponent(() => import('./approvals/approvals-page.tsx'), 'ApprovalsPage'),
});

const feed = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/feed',
  validateSearch,
  component: lazyRouteComponent(() => import('./feed/feed-page.tsx'), 'FeedPage'),
});

/** Residents' pages need no account and load neither the console nor the map library up front. */
const report = createRoute({
  getParentRoute: () => root,
  path: '/report',
  validateSearch,
  component: lazyRouteComponent(() => import('./portal/file-appeal-page.tsx'), 'FileAppealPage'),
});

const follow = createRoute({
  getParentRoute: () => root,
  path: '/follow/$token',
  component: lazyRouteComponent(() => import('./portal/follow-page.tsx'), 'FollowPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    signIn,
    consoleRoute.addChildren([
      control,
      quality,
      kpi,
      people,
      norms,
      templates,
      channels,
      tokens,
      map,
      spikes,
      spike,
      knownEvents,
      crises,
      crisis,
      passports,
      municipalityPassport,
      topicPassport,
      triage,
      candidates,
      sources,
      newAppeal,
      calls,
      post,
      campaigns,
      appeals,
      appeal,
      mine,
      approvals,
      feed,
    ]),
    report,
    follow,
  ]),
  parseSearch: readAddress,
  stringifySearch: writeAddress,
  defaultPreload: 'intent',
  defaultPendingMs: 300,
  defaultPendingComponent: PagePending,
  defaultErrorComponent: CrashPage,
  defaultNotFoundComponent: NotFoundPage,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
