/**
 * Calls to the hotline and to 122: records of the exchange, what they count up to, and whom to call back.
 * Invariant: a call is counted once however often its record comes; an open task stands for one number of one line, is closed by a
 * call that reached its caller, and after a bounded number of tries; telephone numbers are kept only while somebody must call them.
 * Entrance: `importCalls`, `recordCall`, `readCallBacks`, `summariseCalls`.
 */
export { readCallBacks, settleCallBack, takeCallBack } from './call-backs.ts';
export { CallRefusal } from './call-refusal.ts';
export { followCall } from './follow-call.ts';
export { importCalls } from './import-calls.ts';
export { insertCalls } from './queries.ts';
export { summariseCalls } from './summarise-calls.ts';
