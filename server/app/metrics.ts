import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { AppContext } from './app-context.ts';

const register = new Registry();
collectDefaultMetrics({ register, prefix: 'otklik_' });

/** Seconds by endpoint name and status: never by address, which may hold words that people typed. */
export const requestSeconds = new Histogram({
  name: 'otklik_http_request_seconds',
  help: 'Duration of requests by endpoint',
  labelNames: ['endpoint', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  registers: [register],
});

export const registeredTotal = new Counter({
  name: 'otklik_appeals_registered_total',
  help: 'Appeals seen in the event log since start, by region',
  labelNames: ['region'],
  registers: [register],
});

const intakePending = new Gauge({
  name: 'otklik_intake_pending',
  help: 'Messages waiting for their commit, by region',
  labelNames: ['region'],
  registers: [register],
});

export async function metricsText(app: AppContext): Promise<{ contentType: string; text: string }> {
  for (const region of app.regions()) intakePending.set({ region: region.code }, region.intake.pending());
  return { contentType: register.contentType, text: await register.metrics() };
}
