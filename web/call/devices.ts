/** Cameras and microphones: asking for them, and why one was not given. */

export type Kind = 'mic' | 'camera';
/** Why there is none: the person or the browser said no, there is none, another program holds it. */
export type Trouble = 'refused' | 'missing' | 'busy' | 'insecure';

export interface Opened {
  mic?: MediaStreamTrack;
  camera?: MediaStreamTrack;
  trouble: Partial<Record<Kind, Trouble>>;
}

export interface DeviceChoice {
  id: string;
  label: string;
}

export type DeviceLists = Record<Kind | 'speaker', DeviceChoice[]>;

export interface Devices {
  /** Asks the browser; one question for both where both are wanted. */
  open(wanted: Partial<Record<Kind, string | true>>): Promise<Opened>;
  list(): Promise<DeviceLists>;
  /** Undefined where the person thought better of it. */
  screen(): Promise<
    { screen: MediaStreamTrack; sound: MediaStreamTrack | null } | 'failed' | undefined
  >;
  /** Where the browser shows speakers only one by one, each after a question: the one that was chosen. */
  askForSpeaker(): Promise<string | undefined>;
  /** Whether the browser would give both without asking. */
  allowedAlready(): Promise<boolean>;
  watch(changed: () => void): () => void;
}

/** How large the camera is taken. */
export const PICTURES = {
  large: {
    width: { ideal: 1280 },
    height: { ideal: 720 },
    frameRate: { ideal: 30, max: 30 },
  },
  small: {
    width: { ideal: 640 },
    height: { ideal: 360 },
    frameRate: { ideal: 20, max: 20 },
  },
};

export const browserDevices: Devices = {
  async open(wanted) {
    const opened = await ask(wanted);
    if (!('mic' in wanted && 'camera' in wanted) || isWhole(opened)) return opened;
    // One that is missing must not cost the other.
    const mic = await ask({ mic: wanted.mic ?? true });
    const camera = await ask({ camera: wanted.camera ?? true });
    return { ...mic, ...camera, trouble: { ...mic.trouble, ...camera.trouble } };
  },
  async list() {
    const all = (await mediaDevices()?.enumerateDevices()) ?? [];
    const of = (kind: MediaDeviceKind) =>
      all
        .filter((device) => device.kind === kind && device.label)
        .map(({ deviceId: id, label }) => ({ id, label }));
    return { mic: of('audioinput'), camera: of('videoinput'), speaker: speakers(of) };
  },
  async screen() {
    const stream = await mediaDevices()
      ?.getDisplayMedia({ video: { frameRate: { ideal: 15, max: 15 } }, audio: true })
      .catch((error: unknown) =>
        isNamed(error, 'NotAllowedError') ? undefined : ('failed' as const),
      );
    if (stream === undefined || stream === 'failed') return stream;
    const screen = stream.getVideoTracks()[0];
    if (!screen) return 'failed';
    screen.contentHint = 'detail';
    return { screen, sound: stream.getAudioTracks()[0] ?? null };
  },
  async askForSpeaker() {
    const chosen = await asking()
      ?.selectAudioOutput?.()
      .catch(() => undefined);
    return chosen?.deviceId;
  },
  async allowedAlready() {
    const names = ['camera', 'microphone'] as PermissionName[];
    const states = await Promise.all(
      names.map(async (name) => (await navigator.permissions?.query({ name }))?.state),
    ).catch(() => []);
    return states.length > 0 && states.every((state) => state === 'granted');
  },
  watch(changed) {
    mediaDevices()?.addEventListener('devicechange', changed);
    return () => mediaDevices()?.removeEventListener('devicechange', changed);
  },
};

export function canShareScreen(): boolean {
  return typeof mediaDevices()?.getDisplayMedia === 'function';
}

/** Firefox does; Chromium shows all of them once a microphone was allowed. */
export function asksForSpeakers(): boolean {
  return asking()?.selectAudioOutput !== undefined;
}

function asking() {
  return mediaDevices() as { selectAudioOutput?(): Promise<MediaDeviceInfo> } | undefined;
}

/** Only where a page may send its sound to another one than the system's. */
function speakers(of: (kind: MediaDeviceKind) => DeviceChoice[]): DeviceChoice[] {
  return 'setSinkId' in HTMLMediaElement.prototype ? of('audiooutput') : [];
}

async function ask(wanted: Partial<Record<Kind, string | true>>): Promise<Opened> {
  const kinds = (['mic', 'camera'] as const).filter((kind) => kind in wanted);
  const media = mediaDevices();
  if (!media) return refusedAll(kinds, 'insecure');
  try {
    const stream = await media.getUserMedia({
      audio: 'mic' in wanted && device(wanted.mic),
      video: 'camera' in wanted && {
        facingMode: 'user',
        ...device(wanted.camera),
        ...PICTURES.large,
      },
    });
    const [mic] = stream.getAudioTracks();
    const [camera] = stream.getVideoTracks();
    return { ...(mic && { mic }), ...(camera && { camera }), trouble: {} };
  } catch (error) {
    // The one asked for was unplugged in this very moment: any other will do.
    if (isNamed(error, 'OverconstrainedError')) {
      return await ask(Object.fromEntries(kinds.map((kind) => [kind, true])));
    }
    return refusedAll(kinds, troubleOf(error));
  }
}

function refusedAll(kinds: readonly Kind[], trouble: Trouble): Opened {
  return { trouble: Object.fromEntries(kinds.map((kind) => [kind, trouble])) };
}

function isWhole({ trouble }: Opened): boolean {
  return Object.values(trouble).every((why) => why === 'refused' || why === 'insecure');
}

/** A condition, not a wish: Chromium answers a wish with whichever device is open already. */
function device(wanted: string | true | undefined): MediaTrackConstraints {
  return typeof wanted === 'string' ? { deviceId: { exact: wanted } } : {};
}

function troubleOf(error: unknown): Trouble {
  if (isNamed(error, 'NotAllowedError', 'SecurityError')) return 'refused';
  return isNamed(error, 'NotReadableError', 'AbortError') ? 'busy' : 'missing';
}

function isNamed(error: unknown, ...names: string[]): boolean {
  // Not all of them are an Error in every browser.
  return names.includes(String((error as { name?: unknown }).name));
}

/** Browsers hide it on pages that are neither https nor localhost. */
function mediaDevices(): MediaDevices | undefined {
  return navigator.mediaDevices as MediaDevices | undefined;
}
