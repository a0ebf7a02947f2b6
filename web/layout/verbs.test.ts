import { describe, expect, it } from 'vitest';
import { type Permission, ROLE_PERMISSIONS, ROLES } from '../../contract/access.ts';
import { firstPage, pageOf, visibleVerbs } from './verbs.ts';

const may = (role: keyof typeof ROLE_PERMISSIONS) => (permission: Permission) =>
  ROLE_PERMISSIONS[role].includes(permission);

describe('pages of a role', () => {
  it('are only those it may open', () => {
    const offered = (role: keyof typeof ROLE_PERMISSIONS) =>
      visibleVerbs(may(role)).flatMap((verb) => verb.pages.map((page) => page.to));
    expect(offered('executor')).toEqual(['/crisis', '/feed', '/appeals', '/mine', '/post']);
    expect(offered('analyst')).toEqual([
      '/map',
      '/spikes',
      '/crisis',
      '/feed',
      '/passports',
      '/calls',
      '/appeals',
      '/kpi',
      '/campaigns',
      '/channels',
    ]);
    expect(offered('federal_curator')).toEqual(['/map', '/spikes', '/passports']);
    expect(offered('operator')).toEqual([
      '/map',
      '/spikes',
      '/crisis',
      '/feed',
      '/passports',
      '/new',
      '/calls',
      '/triage',
      '/candidates',
      '/appeals',
      '/mine',
      '/post',
    ]);
  });

  it('begin with a page that the role may open', () => {
    for (const role of ROLES) {
      const first = firstPage(may(role));
      expect(first, role).not.toBeNull();
      expect(may(role)(first!.permission), role).toBe(true);
    }
    expect(firstPage(may('executor'))?.to).toBe('/mine');
    expect(firstPage(() => false)).toBeNull();
  });

  it('are found by address, with what stands under them', () => {
    expect(pageOf('/appeals/7f')?.name).toBe('appeals');
    expect(pageOf('/map')?.permission).toBe('insight.read');
    expect(pageOf('/appealsheet')).toBeUndefined();
    expect(pageOf('/')).toBeUndefined();
  });
});
