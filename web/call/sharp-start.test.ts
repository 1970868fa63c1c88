import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withSharpStart } from './sharp-start.ts';

const lines = (...all: string[]) => all.map((line) => `${line}\r\n`).join('');

test('Chromium says nothing more of VP8 than its name', () => {
  const sdp = lines(
    'm=video 9 UDP/TLS/RTP/SAVPF 96 97',
    'a=rtpmap:96 VP8/90000',
    'a=rtcp-fb:96 nack',
    'a=rtpmap:97 rtx/90000',
    'a=fmtp:97 apt=96',
  );
  const said = withSharpStart(sdp);
  assert.deepEqual(said.split('\r\n').slice(1, 4), [
    'a=rtpmap:96 VP8/90000',
    'a=fmtp:96 x-google-start-bitrate=1000',
    'a=rtcp-fb:96 nack',
  ]);
  assert.ok(said.endsWith('a=fmtp:97 apt=96\r\n'));
});

test('what Firefox says of it stays', () => {
  const sdp = lines('a=fmtp:120 max-fs=12288;max-fr=60', 'a=mid:1', 'a=rtpmap:120 VP8/90000');
  assert.equal(
    withSharpStart(sdp),
    sdp.replace('max-fr=60', 'max-fr=60;x-google-start-bitrate=1000'),
  );
});

test('a voice has no such start', () => {
  const sdp = lines('a=rtpmap:111 opus/48000/2', 'a=fmtp:111 minptime=10');
  assert.equal(withSharpStart(sdp), sdp);
});
