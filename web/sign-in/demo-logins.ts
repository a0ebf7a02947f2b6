import { queryOptions } from '@tanstack/react-query';

export interface DemoLogin {
  login: string;
  password: string;
  name: string;
  role: string;
}

/** Logins the demo region offers at its door; none on a real installation. */
export const demoLoginsQuery = queryOptions({
  queryKey: ['demo-logins'],
  queryFn: async ({ signal }): Promise<DemoLogin[]> => {
    const response = await fetch('/health', { signal });
    const health: { demo?: { logins?: DemoLogin[] } } = await response.json();
    return health.demo?.logins ?? [];
  },
  retry: false,
});
