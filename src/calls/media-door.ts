import type { Calls } from './calls.ts';

const LONGEST_BODY = 256 * 1024;

/** Where the media server posts what happens in its rooms. */
export function createMediaDoor(calls: Pick<Calls, 'mediaNews'>) {
  return async (request: Request): Promise<Response> => {
    if (request.method !== 'POST') return plain(405, 'The media server posts its news here.');
    if (Number(request.headers.get('content-length') ?? LONGEST_BODY + 1) > LONGEST_BODY)
      return plain(413, 'This is longer than any news of a media server.');
    const authorization = request.headers.get('authorization') ?? undefined;
    const taken = await calls.mediaNews(await request.text(), authorization);
    return taken ? new Response(null, { status: 204 }) : plain(401, 'The signature does not fit.');
  };
}

function plain(status: number, words: string): Response {
  return new Response(`${words}\n`, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
}
