/** Name of the cookie that holds the session's token; HttpOnly, so that no script on a page can read it. */
export const SESSION_COOKIE = 'otklik_session';
