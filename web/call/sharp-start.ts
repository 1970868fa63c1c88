/**
 * Chromium begins as if every line were narrow, with a picture of 320 points or so, and is sharp twenty
 * seconds later. Most lines carry the picture of one person at once; where one does not, it is noticed
 * within a second or two. Other browsers do not know the word and pass it over.
 */
const FIRST_WORD = 'x-google-start-bitrate=1000';

/** The other side's description, so that our picture to them begins sharp. Pure. */
export function withSharpStart(sdp: string): string {
  const types = [...sdp.matchAll(/^a=rtpmap:(\d+) VP8\/90000$/gm)].map(([, type = '']) => type);
  return [...new Set(types)].reduce(withWord, sdp);
}

function withWord(sdp: string, type: string): string {
  const said = new RegExp(`^a=fmtp:${type} .*$`, 'gm');
  if (said.test(sdp)) return sdp.replace(said, `$&;${FIRST_WORD}`);
  const named = new RegExp(`^a=rtpmap:${type} .*$`, 'gm');
  return sdp.replace(named, `$&\r\na=fmtp:${type} ${FIRST_WORD}`);
}
