/** A faithful Zoom on your own machine. `createSandbox` has no port; `startSandbox` listens. */
export { createSandbox } from './sandbox.ts';
export type { Sandbox } from './sandbox.ts';
export { startSandbox } from './serve.ts';
export type { RunningSandbox } from './serve.ts';
export type { SandboxOptions } from './world.ts';
export type { Control, PublicState } from './control.ts';
export type { FaultWish } from './faults.ts';
export type { Switches } from './switches.ts';
export { defaultScopes } from './client-app.ts';
export { seededBytes } from './ids.ts';
