/** Everybody's picture on one canvas. */
import type { CallEngine } from '../engine.ts';
import { paintFrames } from './frames.ts';
import { AREA, fit, layOut, type Box } from './layout.ts';
import { createSizes } from './sizes.ts';

/** Somebody as they are to be seen. */
export interface Face {
  id: string;
  name: string;
  camera: MediaStreamTrack | undefined;
  screen: MediaStreamTrack | undefined;
}

export interface ComposedPicture {
  track: MediaStreamTrack;
  show(faces: readonly Face[]): void;
  stop(): void;
}

/** The night tones of the call's own page: a recording looks the same by day. */
const GROUND = '#14181a';
const TILE = '#242b2d';
const INK = '#f1eee6';
const FONT = 'Figtree Variable, system-ui, sans-serif';

/** `sized` is told how large everybody stands in it. */
export function composePicture(sized: CallEngine['sized']): ComposedPicture {
  const canvas = document.createElement('canvas');
  canvas.width = AREA.width;
  canvas.height = AREA.height;
  const draw = canvas.getContext('2d', { alpha: false });
  if (!draw) throw new Error('this browser gives no canvas');
  const videos = createVideos();
  const tellSizes = createSizes(sized);
  let shown: readonly Face[] = [];
  const ticker = new Worker(new URL('./ticker.ts', import.meta.url), { type: 'module' });
  const frame = paintFrames(() => paint(draw, shown, videos.of), {
    nowMs: () => performance.now(),
    after: (ms) => ticker.postMessage(ms),
  });
  ticker.addEventListener('message', frame);
  frame();
  const [track] = canvas.captureStream().getVideoTracks();
  if (!track) throw new Error('this browser gives no picture of a canvas');
  return {
    track,
    show(faces) {
      shown = faces;
      tellSizes(faces);
      videos.keep(faces.flatMap(({ camera, screen }) => [camera, screen].filter((one) => !!one)));
    },
    stop() {
      ticker.terminate();
      track.stop();
      videos.keep([]);
      tellSizes([]);
    },
  };
}

type VideoOf = (track: MediaStreamTrack | undefined) => HTMLVideoElement | undefined;

/** A canvas draws what plays in a video, so each track plays in one that nobody sees. */
function createVideos() {
  const playing = new Map<MediaStreamTrack, HTMLVideoElement>();
  const of: VideoOf = (track) => track && playing.get(track);
  return {
    of,
    keep(tracks: MediaStreamTrack[]) {
      for (const [track, video] of playing) {
        if (tracks.includes(track)) continue;
        video.srcObject = null;
        playing.delete(track);
      }
      for (const track of tracks.filter((one) => !playing.has(one))) {
        const video = document.createElement('video');
        Object.assign(video, {
          muted: true,
          playsInline: true,
          srcObject: new MediaStream([track]),
        });
        // Let go of at once: nothing was to be seen of it yet.
        video.play().catch(() => {});
        playing.set(track, video);
      }
    },
  };
}

function paint(draw: CanvasRenderingContext2D, faces: readonly Face[], videoOf: VideoOf): void {
  draw.fillStyle = GROUND;
  draw.fillRect(AREA.x, AREA.y, AREA.width, AREA.height);
  const sharing = faces.find(({ screen }) => screen);
  const places = layOut(faces.length, sharing !== undefined, AREA);
  if (places.screen) paintVideo(draw, videoOf(sharing?.screen), places.screen, 'whole');
  for (const [no, box] of places.faces.entries()) {
    const face = faces[no];
    if (face) paintFace(draw, face, videoOf(face.camera), box);
  }
}

function paintFace(
  draw: CanvasRenderingContext2D,
  { name }: Face,
  video: HTMLVideoElement | undefined,
  box: Box,
): void {
  draw.fillStyle = TILE;
  draw.fillRect(box.x, box.y, box.width, box.height);
  if (!paintVideo(draw, video, box, 'fill')) {
    draw.fillStyle = INK;
    draw.font = `500 ${Math.min(96, box.height / 3)}px ${FONT}`;
    draw.textAlign = 'center';
    draw.textBaseline = 'middle';
    draw.fillText(initialsOf(name), box.x + box.width / 2, box.y + box.height / 2, box.width);
  }
  paintName(draw, name, box);
}

function paintName(draw: CanvasRenderingContext2D, name: string, box: Box): void {
  draw.font = `500 18px ${FONT}`;
  draw.textAlign = 'left';
  draw.textBaseline = 'middle';
  const width = Math.min(draw.measureText(name).width, box.width - 40);
  draw.fillStyle = 'rgb(0 0 0 / 0.6)';
  draw.fillRect(box.x + 10, box.y + box.height - 40, width + 20, 30);
  draw.fillStyle = INK;
  draw.fillText(name, box.x + 20, box.y + box.height - 24, width);
}

/** False while there is no picture of it yet. */
function paintVideo(
  draw: CanvasRenderingContext2D,
  video: HTMLVideoElement | undefined,
  box: Box,
  how: 'fill' | 'whole',
): boolean {
  if (!video || video.videoWidth === 0) return false;
  const size = { width: video.videoWidth, height: video.videoHeight };
  const { from, to } = fit(size, box, how);
  draw.drawImage(
    video,
    ...([from.x, from.y, from.width, from.height] as const),
    ...([to.x, to.y, to.width, to.height] as const),
  );
  return true;
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}
