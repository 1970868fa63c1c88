/** Numbers for Prometheus. Labels hold kinds and reasons of ours, never who, what or where exactly. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { ZoomHealth } from './health.ts';

/** Kinds of addresses; a new address falls under one of them. */
export type RouteClass =
  | 'api'
  | 'booking'
  | 'call'
  | 'file'
  | 'host page'
  | 'public page'
  | 'sign'
  | 'sign-in'
  | 'webhook';

export interface Metrics {
  /** One request that was answered. */
  answered(route: RouteClass, status: number, seconds: number): void;
  /** Everything, in the Prometheus text format. */
  text(): Promise<string>;
  readonly contentType: string;
}

interface MetricsParts {
  zoomHealth: () => Promise<ZoomHealth>;
  /** Calls somebody is in, as far as they run through this process. */
  liveCalls: () => number;
}

const BUCKETS = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];

export function createMetrics({ zoomHealth, liveCalls }: MetricsParts): Metrics {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const requests = new Histogram({
    name: 'parley_http_request_duration_seconds',
    help: 'Requests answered, by kind of address and status.',
    labelNames: ['route', 'status'] as const,
    buckets: BUCKETS,
    registers: [register],
  });
  const show = createGauges(register);
  return {
    answered: (route, status, seconds) => requests.observe({ route, status }, seconds),
    async text() {
      show(await zoomHealth(), liveCalls());
      return await register.metrics();
    },
    contentType: register.contentType,
  };
}

function createGauges(register: Registry): (health: ZoomHealth, liveCalls: number) => void {
  const gauge = <L extends string>(name: string, help: string, ...labelNames: L[]) =>
    new Gauge({ name: `parley_${name}`, help, labelNames, registers: [register] });
  const jobs = gauge('jobs_waiting', 'Jobs that are due and not yet begun.', 'job');
  const grants = gauge('zoom_grants', 'Permissions of Zoom users.', 'state');
  const waiting = gauge('zoom_sessions_waiting', 'Sessions not in step with Zoom.', 'reason');
  const lastHeard = gauge('zoom_last_event_timestamp_seconds', 'Zoom’s last event.', 'kind');
  const calls = gauge('calls_live', 'Built-in calls somebody is in, in this process.');
  const heard = new Counter({
    name: 'parley_zoom_events_total',
    help: 'Events received from Zoom, by all processes together.',
    labelNames: ['kind'],
    registers: [register],
  });
  return (health, liveCalls) => {
    for (const metric of [jobs, waiting, heard]) metric.reset();
    for (const [job, count] of Object.entries(health.backlog)) jobs.set({ job }, count);
    for (const [state, count] of Object.entries(health.grants)) grants.set({ state }, count);
    for (const { reason, sessions } of health.waiting) waiting.inc({ reason }, sessions);
    for (const [kind, { lastAt, times }] of Object.entries(health.heard)) {
      heard.inc({ kind }, times);
      lastHeard.set({ kind }, lastAt.epochMilliseconds / 1000);
    }
    calls.set(liveCalls);
  };
}
