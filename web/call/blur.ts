/**
 * The background behind a person, blurred in their own browser. The recognizing part and its model are
 * files of ours and are fetched only when somebody asks for it. Loaded as a part of its own.
 */
import type { SelfieSegmentation } from '@mediapipe/selfie_segmentation';
import graph from '@mediapipe/selfie_segmentation/selfie_segmentation.binarypb?url';
import script from '@mediapipe/selfie_segmentation/selfie_segmentation.js?url';
import model from '@mediapipe/selfie_segmentation/selfie_segmentation.tflite?url';
import wideModel from '@mediapipe/selfie_segmentation/selfie_segmentation_landscape.tflite?url';
import loader from '@mediapipe/selfie_segmentation/selfie_segmentation_solution_simd_wasm_bin.js?url';
import code from '@mediapipe/selfie_segmentation/selfie_segmentation_solution_simd_wasm_bin.wasm?url';
import { createPace } from './pace.ts';

export interface Effect {
  track: MediaStreamTrack;
  stop(): void;
}

/** What the library asks for by name, as the build calls it. */
const FILES: Record<string, string> = {
  'selfie_segmentation.binarypb': graph,
  'selfie_segmentation.tflite': model,
  'selfie_segmentation_landscape.tflite': wideModel,
  'selfie_segmentation_solution_simd_wasm_bin.js': loader,
  'selfie_segmentation_solution_simd_wasm_bin.wasm': code,
};

const FRAME_MS = 1000 / 30;
/** The background is drawn this much smaller and stretched again, which blurs it in every browser. */
const COARSE = 24;

export async function blur(camera: MediaStreamTrack, tooSlow: () => void): Promise<Effect> {
  const recognize = await recognizer();
  const video = await playing(camera);
  const canvas = document.createElement('canvas');
  const draw = painter(canvas);
  recognize.onResults(({ image, segmentationMask }) => draw(image, segmentationMask));
  const pace = createPace();
  let running = true;
  const next = async () => {
    const began = performance.now();
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    await recognize.send({ image: video });
    if (!running) return;
    // A page in the background is slowed down by the browser, which says nothing of the device.
    if (pace.frame(performance.now(), document.hidden) === 'too-slow') tooSlow();
    else setTimeout(() => void next(), Math.max(0, FRAME_MS - (performance.now() - began)));
  };
  await next();
  const [track] = canvas.captureStream(30).getVideoTracks();
  if (!track) throw new Error('a canvas gave no picture');
  return {
    track,
    stop() {
      running = false;
      track.stop();
      video.srcObject = null;
      void recognize.close();
    },
  };
}

async function recognizer(): Promise<SelfieSegmentation> {
  const library = window as { SelfieSegmentation?: typeof SelfieSegmentation };
  if (!library.SelfieSegmentation) await run(script);
  if (!library.SelfieSegmentation) throw new Error('the recognizer did not load');
  const made = new library.SelfieSegmentation({
    locateFile: (name) => {
      const file = FILES[name];
      if (!file) throw new Error(`${name} is not kept here`);
      return file;
    },
  });
  made.setOptions({ modelSelection: 1 });
  await made.initialize();
  return made;
}

/** An old library: it wants to be a script of the page and leaves its name on `window`. */
async function run(src: string): Promise<void> {
  const element = Object.assign(document.createElement('script'), { src });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  element.onload = () => resolve();
  element.onerror = () => reject(new Error('the recognizer could not be fetched'));
  document.head.append(element);
  await promise;
}

async function playing(camera: MediaStreamTrack): Promise<HTMLVideoElement> {
  const video = document.createElement('video');
  Object.assign(video, { srcObject: new MediaStream([camera]), muted: true, playsInline: true });
  await video.play();
  return video;
}

/** The person as they are, over a background that was drawn small and stretched. */
function painter(canvas: HTMLCanvasElement) {
  const on = contextOf(canvas);
  const coarse = contextOf(document.createElement('canvas'));
  return (image: CanvasImageSource, person: CanvasImageSource) => {
    const { width, height } = canvas;
    coarse.canvas.width = Math.ceil(width / COARSE);
    coarse.canvas.height = Math.ceil(height / COARSE);
    coarse.drawImage(image, 0, 0, coarse.canvas.width, coarse.canvas.height);
    on.globalCompositeOperation = 'copy';
    on.drawImage(person, 0, 0, width, height);
    on.globalCompositeOperation = 'source-in';
    on.drawImage(image, 0, 0, width, height);
    on.globalCompositeOperation = 'destination-over';
    on.drawImage(coarse.canvas, 0, 0, width, height);
  };
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser draws no pictures');
  context.imageSmoothingQuality = 'high';
  return context;
}
