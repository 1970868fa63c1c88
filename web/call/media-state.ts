/** What is known of our own voice, camera and screen. */
import type { DeviceLists, Kind, Trouble } from './devices.ts';
import type { OwnPictureState } from './own-picture.ts';

/** What was chosen, by label: ids change, and differ from one browser to the next. */
export type Chosen = Partial<Record<Kind | 'speaker', string>>;

export interface MediaState extends OwnPictureState {
  mic: MediaStreamTrack | undefined;
  camera: MediaStreamTrack | undefined;
  screen: MediaStreamTrack | undefined;
  screenSound: MediaStreamTrack | undefined;
  /** A microphone that is muted stays open, so that unmuting is instant. */
  muted: boolean;
  trouble: Partial<Record<Kind, Trouble>>;
  devices: DeviceLists;
  chosen: Chosen;
  /** The browser is asking the person. */
  asking: boolean;
  /** What the devices did by themselves, in words. */
  note: string;
}

export const NO_MEDIA: MediaState = {
  mic: undefined,
  camera: undefined,
  screen: undefined,
  screenSound: undefined,
  picture: undefined,
  muted: false,
  blur: 'off',
  trouble: {},
  devices: { mic: [], camera: [], speaker: [] },
  chosen: {},
  asking: false,
  note: '',
};
