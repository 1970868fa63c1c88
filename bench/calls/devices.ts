/** Other devices than one camera and one microphone. */
import { FAKE_DEVICES } from '../../test/e2e/support/call-people.ts';
import { atLeast, atMost, exactly, type Measured } from './measured.ts';
import { drawn } from './pictures.ts';
import { letIn, type Stage } from './stage.ts';

export async function devices(stage: Stage): Promise<Measured[]> {
  const cameras = '--use-fake-device-for-media-stream=fps=30,device-count=3';
  const people = stage.people(await stage.chromium([...FAKE_DEVICES, cameras]));
  const ada = await people.hostIn();
  let offers = 0;
  const flora = await people.knocks(0, (page) => {
    page.on('websocket', (socket) => {
      const count = ({ payload }: { payload: string | Buffer }) => {
        if (String(payload).includes('"kind":"offer"')) offers += 1;
      };
      socket.on('framesent', count);
      socket.on('framereceived', count);
    });
  });
  await letIn(ada, flora);
  await flora.getByRole('button', { name: 'More', exact: true }).click();
  await flora.getByRole('button', { name: 'Camera, microphone and speaker' }).click();
  const camera = flora.getByRole('combobox', { name: 'Camera' });
  await camera.waitFor();
  const before = offers;
  const watching = drawn(ada, 5_000);
  // The second one sees depth, which no call carries.
  await camera.selectOption({ index: 2 });
  const { fps, longestGapMs } = await watching;
  return [
    exactly('another camera chosen: offers needed', offers - before, 0),
    atMost('another camera chosen: longest gap for the other', longestGapMs, 1_500),
    atLeast('another camera chosen: frames drawn', fps, 20),
  ];
}

export async function withoutDevices(stage: Stage): Promise<Measured[]> {
  const bare = FAKE_DEVICES.filter((flag) => !flag.includes('fake'));
  const people = stage.people(await stage.chromium(bare));
  const ada = await people.hostIn();
  const flora = await people.guestAtDoor();
  await flora.getByRole('button', { name: 'Turn on camera' }).click();
  const words = await flora.getByRole('alert').innerText();
  await flora.getByRole('button', { name: 'Join the call' }).click();
  const seenMs = await letIn(ada, flora);
  const { fps } = await drawn(flora, 3_000);
  const said = words.split('\n')[0] ?? '';
  return [
    exactly('no camera: what is said', said, 'No camera was found.'),
    atMost('with neither camera nor microphone: let in to the first frame', seenMs, 1_500),
    atLeast('with neither: frames drawn of the host', fps, 25),
  ];
}
