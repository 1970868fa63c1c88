export { createOperator, type Operator } from './operator.ts';
export { createMetrics, type Metrics, type RouteClass } from './metrics.ts';
export type { ZoomHealth } from './health.ts';
