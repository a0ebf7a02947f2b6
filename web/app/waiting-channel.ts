/** What waits has changed: said by whoever changed it, in whichever tab or worker. */
export const WAITING_CHANNEL = 'otklik.waiting';
/** Background Sync (where a browser has it): the network is back. */
export const SYNC_TAG = 'otklik-waiting';
