import type { Problem } from '../../../contract/problem.ts';

/** An answer that is not what was asked for, in words for the person who reads it. */
export class HttpProblem extends Error {
  override name = 'HttpProblem';
  readonly problem: Problem;
  readonly headers: Record<string, string>;

  /** @param detail Russian sentence that names the remedy */
  constructor(
    status: number,
    title: string,
    detail?: string,
    extra: Partial<Problem> & { headers?: Record<string, string> } = {},
  ) {
    super(`${status} ${title}`);
    const { headers = {}, ...rest } = extra;
    this.headers = headers;
    this.problem = { type: 'about:blank', title, status, ...(detail ? { detail } : {}), ...rest };
  }
}

export const notFound = (detail = 'Проверьте адрес или вернитесь к списку.') =>
  new HttpProblem(404, 'Не найдено', detail);
export const forbidden = () =>
  new HttpProblem(
    403,
    'Нет доступа',
    'Вашей роли это действие не разрешено. Если оно нужно для работы, обратитесь к администратору.',
  );
export const unauthorised = () => new HttpProblem(401, 'Нужно войти', 'Войдите и повторите действие.');

/** Whether the last write was done is not known: only a repeat under the same key may be advised. */
export const databaseAway = () =>
  new HttpProblem(
    503,
    'База данных не отвечает',
    'Сервер восстановит связь сам. Повторите через несколько секунд: введённое не потеряется.',
    { headers: { 'retry-after': '2' } },
  );
