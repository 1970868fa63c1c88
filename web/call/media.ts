/** Our own voice, camera and screen: what is wanted, what is there, and why something is not. */
import {
  LARGE_PICTURE,
  SMALL_PICTURE,
  type DeviceLists,
  type Devices,
  type Kind,
  type Trouble,
} from './devices.ts';
import type { Slot } from './peer.ts';

export interface MediaState {
  mic: MediaStreamTrack | undefined;
  camera: MediaStreamTrack | undefined;
  screen: MediaStreamTrack | undefined;
  /** A microphone that is muted stays open, so that unmuting is instant. */
  muted: boolean;
  trouble: Partial<Record<Kind, Trouble>>;
  devices: DeviceLists;
  chosen: Partial<Record<Kind, string>>;
  /** The browser is asking the person. */
  asking: boolean;
}

export const NO_MEDIA: MediaState = {
  mic: undefined,
  camera: undefined,
  screen: undefined,
  muted: false,
  trouble: {},
  devices: { mic: [], camera: [] },
  chosen: {},
  asking: false,
};

export interface MediaParts {
  devices: Devices;
  /** Remembers the chosen devices on this machine. */
  memory: {
    read(): Partial<Record<Kind, string>>;
    write(chosen: Partial<Record<Kind, string>>): void;
  };
  put(slot: Slot, track: MediaStreamTrack | null): void;
  changed(state: MediaState): void;
}

export type Media = ReturnType<typeof createMedia>;

export function createMedia({ devices, memory, put, changed }: MediaParts) {
  let state: MediaState = NO_MEDIA;
  const set = (change: Partial<MediaState>) => {
    state = { ...state, ...change };
    changed(state);
  };
  const stop = (kind: Kind | 'screen') => {
    state[kind]?.stop();
    put(kind, null);
    set({ [kind]: undefined });
  };
  const take = (kind: Kind, track: MediaStreamTrack) => {
    if (state[kind] !== track) state[kind]?.stop();
    if (kind === 'mic') track.enabled = !state.muted;
    // Unplugged, or taken away by the browser.
    track.addEventListener('ended', () => {
      if (state[kind] !== track) return;
      put(kind, null);
      set({ [kind]: undefined, trouble: { ...state.trouble, [kind]: 'missing' } });
    });
    put(kind, track);
    set({ [kind]: track });
  };
  const open = async (kinds: readonly Kind[]) => {
    set({ asking: true, chosen: { ...memory.read(), ...state.chosen } });
    const wanted = Object.fromEntries(
      kinds.map((kind) => [kind, state.chosen[kind] ?? (true as const)]),
    );
    const opened = await devices.open(wanted);
    const trouble = { ...state.trouble };
    for (const kind of kinds) delete trouble[kind];
    set({ asking: false, trouble: { ...trouble, ...opened.trouble } });
    for (const kind of kinds) if (opened[kind]) take(kind, opened[kind]);
    set({ devices: await devices.list() });
  };
  return {
    state: () => state,
    open,
    async relist() {
      set({ devices: await devices.list() });
    },
    /** Another camera or microphone; also while it is in use. */
    async choose(kind: Kind, id: string) {
      set({ chosen: { ...state.chosen, [kind]: id } });
      memory.write(state.chosen);
      if (state[kind]) await open([kind]);
    },
    async toggleMic() {
      if (!state.mic) {
        set({ muted: false });
        return await open(['mic']);
      }
      state.mic.enabled = state.muted;
      set({ muted: !state.muted });
    },
    /** Switched off means closed: the light beside the camera goes out. */
    async toggleCamera() {
      if (state.camera) stop('camera');
      else await open(['camera']);
    },
    async toggleScreen() {
      if (state.screen) {
        put('screenSound', null);
        return stop('screen');
      }
      const shared = await devices.screen();
      if (!shared) return;
      const { screen, sound } = shared;
      // The browser has a button of its own to stop sharing.
      screen.addEventListener('ended', () => {
        if (state.screen !== screen) return;
        put('screenSound', null);
        stop('screen');
      });
      put('screen', screen);
      put('screenSound', sound);
      set({ screen });
    },
    closeCamera: () => stop('camera'),
    closeMic: () => stop('mic'),
    async fitTo(people: number) {
      await state.camera
        ?.applyConstraints(people > 2 ? SMALL_PICTURE : LARGE_PICTURE)
        .catch(() => {});
    },
    close() {
      for (const kind of ['mic', 'camera', 'screen'] as const) stop(kind);
      put('screenSound', null);
    },
  };
}
