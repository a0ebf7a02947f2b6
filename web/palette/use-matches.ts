import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/client.ts';
import { useRegistry } from '../api/registry.ts';
import { useSession } from '../api/session.ts';
import { visibleVerbs } from '../layout/verbs.ts';
import { searchNames } from '../pickers/search-names.ts';

export interface Match {
  key: string;
  group: 'pages' | 'appeals' | 'topics' | 'municipalities' | 'organisations' | 'words';
  name: string;
  note?: string;
  href: string;
}

const PAUSE_MS = 200;
const GROUP_MAX = 6;

/** Everything the typed words may mean: a page, a case, a topic, a place, a body, and the words themselves as a search. */
export function useMatches(typed: string, open: boolean): Match[] {
  const { t } = useTranslation('shell');
  const registry = useRegistry();
  const session = useSession();
  const words = usePaused(typed.trim());
  const mayRead = session?.permissions.includes('appeals.read') ?? false;
  const appeals = useQuery({
    queryKey: ['palette', words],
    queryFn: ({ signal }) =>
      call('appeals', { query: { q: words, sort: 'relevance', limit: GROUP_MAX }, signal }),
    enabled: open && mayRead && words.length >= 3,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });

  return useMemo(() => {
    const pages = visibleVerbs((permission) => session?.permissions.includes(permission) ?? false)
      .flatMap((verb) => verb.pages)
      .map((page) => ({ code: page.to, name: t(`page.${page.name}`) }));
    const found: Match[] = searchNames(pages, typed, GROUP_MAX).map((page) => ({
      key: page.code,
      group: 'pages',
      name: page.name,
      href: page.code,
    }));
    if (typed.trim() === '' || !mayRead) return found;
    if (words.length >= 3) {
      for (const row of appeals.data?.rows ?? []) {
        found.push({
          key: row.id,
          group: 'appeals',
          name: row.number,
          note: `${registry.topicName(row.topic)} · ${row.excerpt}`,
          href: `/appeals/${row.id}`,
        });
      }
    }
    const topics = registry.topics.map((topic) => ({
      code: topic.code,
      name: topic.name,
      path: registry.topicPath(topic.parent),
    }));
    const organisations = registry.organisations.map((each) => ({
      code: each.code,
      name: each.name,
      path: each.shortName,
    }));
    const named = [
      ['topics', 'topic', topics],
      ['municipalities', 'municipality', registry.municipalities],
      ['organisations', 'organisation', organisations],
    ] as const;
    for (const [group, parameter, items] of named) {
      for (const item of searchNames<{ code: string; name: string; path?: string }>(
        items,
        typed,
        GROUP_MAX,
      )) {
        found.push({
          key: `${parameter}:${item.code}`,
          group,
          name: item.name,
          note: group === 'topics' ? item.path : undefined,
          href: `/appeals?${parameter}=${encodeURIComponent(item.code)}`,
        });
      }
    }
    const search = typed.trim();
    found.push({
      key: 'words',
      group: 'words',
      name: t('paletteOf.words', { words: search }),
      href: `/appeals?q=${encodeURIComponent(search)}`,
    });
    return found;
  }, [typed, words, appeals.data, registry, session, mayRead, t]);
}

/** The value once it has stood still for a moment. */
function usePaused(value: string): string {
  const [paused, setPaused] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return paused;
}
