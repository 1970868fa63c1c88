export type Retry = 'soon' | 'later' | 'never';

/**
 * The outside world failed us. Made once, in the folder that talks to the foreigner.
 * `code` is ours and stable; `retry` says whether asking again can help.
 */
export class Failure extends Error {
  readonly code: string;
  readonly retry: Retry;
  /** When the other side named a moment before which asking is useless. */
  readonly notBefore: Temporal.Instant | undefined;
  /** What the other side said, fit for a host to read; never a secret. */
  readonly detail: string | undefined;

  constructor(
    code: string,
    options: {
      retry: Retry;
      cause?: unknown;
      notBefore?: Temporal.Instant | undefined;
      detail?: string | undefined;
    },
  ) {
    super(options.detail ? `${code}: ${options.detail}` : code, { cause: options.cause });
    this.name = 'Failure';
    this.code = code;
    this.retry = options.retry;
    this.notBefore = options.notBefore;
    this.detail = options.detail;
  }
}
