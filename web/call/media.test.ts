import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Devices, Kind, PICTURES, Opened } from './devices.ts';
import { Media } from './media.ts';
import type { Chosen } from './media-state.ts';

/** A machine with devices that can be plugged in and out. Labels are hidden until one was opened. */
function machine(plugged: Partial<Record<Kind, string[]>>, chosen: Chosen = {}) {
  let allowed = false;
  let speakers: string[] = [];
  const sent: Record<string, string | undefined> = {};
  const written: Chosen[] = [];
  const slow: (() => void)[] = [];
  const widths: unknown[] = [];
  const opened: MediaStreamTrack[] = [];
  /** Devices that give nothing while one of their kind is open, as some phones'. */
  const exclusive = { on: false };
  /** What the browser's question about a screen ends in. */
  const screen: { answer: Awaited<ReturnType<Devices['screen']>> } = { answer: 'failed' };
  const track = (kind: Kind, label: string) => {
    const events = new EventTarget();
    const made = Object.assign(events, {
      ...{ kind, label, enabled: true, muted: false, readyState: 'live' },
      async applyConstraints({ width }: typeof PICTURES.large) {
        widths.push(width.ideal);
      },
      stop(this: { readyState: string }) {
        this.readyState = 'ended';
      },
    }) as unknown as MediaStreamTrack;
    opened.push(made);
    return made;
  };
  const inUse = (kind: Kind) =>
    opened.some((one) => one.kind === kind && one.readyState === 'live');
  const list = async () => {
    const of = (kind: Kind) =>
      allowed ? (plugged[kind] ?? []).map((label) => ({ id: `id of ${label}`, label })) : [];
    const speaker = speakers.map((label) => ({ id: `id of ${label}`, label }));
    return { mic: of('mic'), camera: of('camera'), speaker };
  };
  const media = new Media({
    devices: {
      async open(wanted) {
        allowed = true;
        const answer: Opened = { trouble: {} };
        for (const [kind, id] of Object.entries(wanted) as [Kind, string | true][]) {
          const labels = plugged[kind] ?? [];
          const label = labels.find((one) => `id of ${one}` === id) ?? labels[0];
          if (exclusive.on && inUse(kind)) answer.trouble[kind] = 'busy';
          else if (label) answer[kind] = track(kind, label);
          else answer.trouble[kind] = 'missing';
        }
        return answer;
      },
      list,
      screen: async () => screen.answer,
      // The browser shows the one it was asked for, and no other.
      async askForSpeaker() {
        speakers = ['Headphones'];
        return 'id of Headphones';
      },
      allowedAlready: async () => allowed,
      watch: () => () => {},
    },
    memory: { read: () => chosen, write: (now) => void written.push(now) },
    async blur(camera, tooSlow) {
      slow.push(tooSlow);
      return { track: track('camera', `${camera.label}, blurred`), stop: () => {} };
    },
    put: (slot, put) => void (sent[slot] = put?.label),
    changed: () => {},
  });
  return { media, plugged, sent, written, slow, widths, opened, exclusive, screen, track };
}

const unplug = async (track: MediaStreamTrack | undefined, media: Media) => {
  track?.dispatchEvent(new Event('ended'));
  // The loss is heard at once; opening another one is queued a few steps later.
  for (let step = 0; step < 5; step++) await media.settled();
};

test('a camera is taken small where that is wanted, one that is chosen then as well, and large again', async () => {
  const { media, widths } = machine({ camera: ['Inner', 'Better'] });
  await media.open(['camera']);
  await media.fit('large');
  await media.fit('small');
  await media.fit('small');
  await media.choose('camera', 'id of Better');
  await media.fit('large');
  assert.deepEqual(widths, [640, 640, 1280]);
});

test('the device chosen last time is found again by its label', async () => {
  const { media, sent } = machine({ mic: ['Inner', 'Headset'] }, { mic: 'Headset' });
  await media.open(['mic']);
  assert.equal(sent['mic'], 'Headset');
});

test('a chosen device is remembered by its label', async () => {
  const { media, written } = machine({ mic: ['Inner', 'Headset'] });
  await media.open(['mic']);
  await media.choose('mic', 'id of Headset');
  assert.deepEqual(written, [{ mic: 'Headset' }]);
  assert.equal(media.state().mic?.label, 'Headset');
});

test('whoever comes back comes as they were', async () => {
  const { media, sent } = machine({ mic: ['Built-in'], camera: ['FaceTime'] });
  await media.open(['mic', 'camera']);
  media.stop('camera');
  media.mute(true);
  media.close();
  assert.equal(sent.mic, undefined);
  await media.reopen();
  assert.equal(sent.mic, 'Built-in');
  assert.equal(sent.camera, undefined);
  assert.equal(media.state().mic?.enabled, false);
});

test('a screen that cannot be shared is said to be so', async () => {
  const { media, sent } = machine({});
  await media.toggleScreen();
  assert.match(media.state().note, /nothing it could share/);
  assert.equal(sent.screen, undefined);
});

test('a speaker the browser was asked for is the chosen one', async () => {
  const { media, written } = machine({});
  await media.askForSpeaker();
  assert.equal(media.state().chosen.speaker, 'Headphones');
  assert.deepEqual(written, [{ speaker: 'Headphones' }]);
});

test('when the microphone in use is unplugged the next one takes over, and it is said', async () => {
  const { media, plugged, sent } = machine({ mic: ['Inner', 'Headset'] }, { mic: 'Headset' });
  await media.open(['mic']);
  plugged.mic = ['Inner'];
  await unplug(media.state().mic, media);
  assert.equal(sent['mic'], 'Inner');
  assert.equal(media.state().note, 'Your microphone is gone. Now in use: Inner.');
});

test('the chosen one is taken again when it is plugged in', async () => {
  const { media, plugged, sent } = machine({ mic: ['Inner'] }, { mic: 'Headset' });
  await media.open(['mic']);
  plugged.mic = ['Inner', 'Headset'];
  await media.devicesChanged();
  assert.equal(sent['mic'], 'Headset');
  assert.equal(media.state().note, 'Now in use: Headset.');
});

test('another device that is plugged in changes nothing', async () => {
  const { media, plugged, sent } = machine({ mic: ['Inner'] });
  await media.open(['mic']);
  plugged.mic = ['Inner', 'Headset'];
  await media.devicesChanged();
  assert.equal(sent['mic'], 'Inner');
});

test('whoever had no camera has one as soon as it is plugged in', async () => {
  const { media, plugged, sent } = machine({ mic: ['Inner'] });
  await media.open(['mic', 'camera']);
  assert.equal(media.state().trouble.camera, 'missing');
  plugged.camera = ['Webcam'];
  await media.devicesChanged();
  assert.equal(sent['camera'], 'Webcam');
  assert.deepEqual(media.state().trouble, {});
});

test('the last microphone being unplugged is said, and the call goes on', async () => {
  const { media, plugged, sent } = machine({ mic: ['Inner'], camera: ['Webcam'] });
  await media.open(['mic', 'camera']);
  plugged.mic = [];
  await unplug(media.state().mic, media);
  assert.equal(media.state().trouble.mic, 'missing');
  assert.equal(sent['camera'], 'Webcam');
});

test('a muted microphone stays muted when another takes over', async () => {
  const { media, plugged } = machine({ mic: ['Inner', 'Headset'] }, { mic: 'Headset' });
  await media.open(['mic']);
  media.mute(true);
  plugged.mic = ['Inner'];
  await unplug(media.state().mic, media);
  assert.deepEqual([media.state().mic?.label, media.state().mic?.enabled], ['Inner', false]);
});

test('with blur the others see the blurred picture, and too slow a device goes back by itself', async () => {
  const { media, sent, slow } = machine({ camera: ['Webcam'] });
  await media.open(['camera']);
  await media.toggleBlur();
  assert.deepEqual([sent['camera'], media.state().blur], ['Webcam, blurred', 'on']);
  slow[0]?.();
  assert.deepEqual([sent['camera'], media.state().blur], ['Webcam', 'off']);
  assert.match(media.state().note, /too much for this device/);
});

test('another camera is blurred as the one before', async () => {
  const { media, sent } = machine({ camera: ['Webcam', 'Phone'] });
  await media.open(['camera']);
  await media.toggleBlur();
  await media.choose('camera', 'id of Phone');
  await media.settled();
  assert.equal(sent['camera'], 'Phone, blurred');
  media.stop('camera');
  assert.deepEqual([sent['camera'], media.state().picture], [undefined, undefined]);
});

test('a background that is to be blurred is never seen as it is, whatever camera comes', async () => {
  const { media, sent } = machine({ camera: ['Webcam', 'Phone'] });
  const seen: (string | undefined)[] = [];
  const open = async (deed: () => Promise<void>) => {
    const done = deed();
    for (let step = 0; step < 20; step++) {
      seen.push(sent['camera']);
      await Promise.resolve();
    }
    await done;
  };
  await media.toggleBlur();
  await open(() => media.open(['camera']));
  await open(() => media.choose('camera', 'id of Phone'));
  media.stop('camera');
  await open(() => media.toggleCamera());
  assert.equal(sent['camera'], 'Phone, blurred');
  assert.deepEqual([...new Set(seen)].toSorted(), ['Phone, blurred', 'Webcam, blurred', undefined]);
});

test('what the browser gives after somebody left is closed again', async () => {
  const { media, opened, screen, track, sent } = machine({ mic: ['Inner'], camera: ['Webcam'] });
  screen.answer = { screen: track('camera', 'Whole screen'), sound: track('mic', 'Its sound') };
  const deeds = [media.open(['mic', 'camera']), media.toggleScreen(), media.open(['camera'])];
  await Promise.resolve();
  media.close();
  await Promise.all(deeds);
  const states = opened.map(({ readyState }) => readyState);
  assert.deepEqual(states, ['ended', 'ended', 'ended', 'ended']);
  const { camera, screen: shared, asking } = media.state();
  assert.deepEqual(
    [camera, shared, sent['screen'], asking],
    [undefined, undefined, undefined, false],
  );
});

test('the sound of a shared screen ends with it', async () => {
  const { media, screen, track } = machine({});
  const sound = track('mic', 'Its sound');
  screen.answer = { screen: track('camera', 'Whole screen'), sound };
  await media.toggleScreen();
  assert.equal(media.state().screenSound, sound);
  await media.toggleScreen();
  assert.deepEqual([sound.readyState, media.state().screenSound], ['ended', undefined]);
});

test('where another camera opens only after the one in use is closed, it is closed', async () => {
  const { media, sent, exclusive } = machine({ camera: ['Front', 'Back'] });
  await media.open(['camera']);
  exclusive.on = true;
  await media.choose('camera', 'id of Back');
  assert.equal(sent['camera'], 'Back');
  assert.deepEqual(media.state().trouble, {});
});

test('a microphone a phone call took is said to be gone, and taken again on return', async () => {
  const { media, opened } = machine({ mic: ['Inner'] });
  await media.open(['mic']);
  const [first] = opened;
  assert.ok(first);
  Object.assign(first, { muted: true });
  first.dispatchEvent(new Event('mute'));
  assert.match(media.state().note, /The others do not hear you/);
  await media.lookAgain();
  assert.notEqual(media.state().mic, first);
  assert.equal(media.state().note, '');
  await media.lookAgain();
  assert.equal(opened.length, 2);
});

test('a camera the system ended while nobody looked is opened again on return', async () => {
  const { media, plugged, sent } = machine({ camera: ['Inner'] });
  await media.open(['camera']);
  plugged.camera = [];
  await unplug(media.state().camera, media);
  assert.equal(sent['camera'], undefined);
  plugged.camera = ['Inner'];
  await media.lookAgain();
  assert.equal(sent['camera'], 'Inner');
  media.stop('camera');
  await media.lookAgain();
  assert.equal(sent['camera'], undefined);
});
