import { createHmac } from 'node:crypto';

interface Payload {
  object: Record<string, unknown> & { participant?: Record<string, unknown> };
  old_object?: Record<string, unknown>;
  scope?: string;
  signature?: string;
  plainToken?: string;
}

/** Keeps what is delivered; answers as told, 200 by default. Validation challenges are answered rightly. */
export function mailbox(status: () => number | 'nothing' = () => 200) {
  const received: { headers: Headers; text: string; body: { event: string; payload: Payload } }[] =
    [];
  const post: typeof fetch = async (_input, init) => {
    const text = String(init?.body);
    const body = JSON.parse(text) as { event: string; payload: Payload };
    if (body.event === 'endpoint.url_validation')
      return answerChallenge(body.payload.plainToken ?? '');
    received.push({ headers: new Headers(init?.headers), text, body });
    const answer = status();
    if (answer === 'nothing') throw new TypeError('fetch failed');
    return new Response(null, { status: answer });
  };
  return { received, post, events: () => received.map((each) => each.body.event) };
}

function answerChallenge(plainToken: string): Response {
  const encryptedToken = createHmac('sha256', 'example-secret-token')
    .update(plainToken)
    .digest('hex');
  return Response.json({ plainToken, encryptedToken });
}
