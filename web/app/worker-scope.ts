/** What of a service worker's world we use: the library «webworker» cannot stand in one program with «dom». */
export interface Waitable extends Event {
  waitUntil(work: Promise<unknown>): void;
}
export interface FetchHappened extends Waitable {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}
export interface PushHappened extends Waitable {
  data: { json(): unknown } | null;
}
export interface NotificationHappened extends Waitable {
  notification: Notification;
}
export interface SyncHappened extends Waitable {
  tag: string;
}
export interface SubscriptionChanged extends Waitable {
  oldSubscription: PushSubscription | null;
}

interface WindowClient {
  url: string;
  focus(): Promise<WindowClient>;
  navigate(url: string): Promise<WindowClient | null>;
}

export interface WorkerScope {
  registration: ServiceWorkerRegistration;
  location: Location;
  clients: {
    claim(): Promise<void>;
    matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<WindowClient[]>;
    openWindow(url: string): Promise<WindowClient | null>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: Waitable) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchHappened) => void): void;
  addEventListener(type: 'push', listener: (event: PushHappened) => void): void;
  addEventListener(type: 'notificationclick', listener: (event: NotificationHappened) => void): void;
  addEventListener(type: 'sync', listener: (event: SyncHappened) => void): void;
  addEventListener(type: 'pushsubscriptionchange', listener: (event: SubscriptionChanged) => void): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}
