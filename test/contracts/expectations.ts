/** What we rely on at Zoom, whichever Zoom it is: the sandbox in every test run, the real one by `npm run contract`. */
import assert from 'node:assert/strict';
import type { Meeting, MeetingSpec } from '#conferencing';
import type { Zoom } from '#zoom';

/** A connected Zoom user, and a meeting well ahead that nobody will miss. */
export interface Trial {
  zoom: Zoom;
  grantId: string;
  spec: MeetingSpec;
}

/** Zoom's list says nothing of settings. */
export function asListed(mark: string, { settings: _settings, ...listed }: Meeting) {
  return { mark, ...listed };
}

export const expectations: { title: string; holds: (trial: Trial) => Promise<void> }[] = [
  {
    title: 'the connected user has an address',
    async holds({ zoom, grantId }) {
      const view = await zoom.viewGrant(grantId);
      assert.match(view?.email ?? '', /@/);
      assert.equal(view?.lost, undefined);
    },
  },
  {
    title: 'a meeting is made, read, moved and removed',
    async holds({ zoom, grantId, spec }) {
      const made = await zoom.create(grantId, spec);
      assert.deepEqual(await zoom.read(grantId, made.meetingId), made);
      const startsAt = spec.startsAt.add({ hours: 18, minutes: 30 });
      const moved = await zoom.update(grantId, made.meetingId, {
        ...spec,
        startsAt,
        durationMinutes: 25,
      });
      assert.deepEqual(
        { ...moved, startsAt: String(moved?.startsAt) },
        { ...made, startsAt: String(startsAt), durationMinutes: 25 },
      );
      await zoom.remove(grantId, made.meetingId);
      await zoom.remove(grantId, made.meetingId);
      assert.equal(await zoom.read(grantId, made.meetingId), undefined);
      assert.equal(await zoom.update(grantId, made.meetingId, spec), undefined);
    },
  },
  {
    title: 'a start link comes fresh and leads to the meeting',
    async holds({ zoom, grantId, spec }) {
      const { meetingId } = await zoom.create(grantId, spec);
      const link = (await zoom.startUrl(grantId, meetingId)) ?? '';
      await zoom.remove(grantId, meetingId);
      assert.match(link, new RegExp(`/s/${meetingId}\\?zak=`));
    },
  },
  {
    title: 'a meeting more than half a year ahead is found by its mark',
    async holds({ zoom, grantId, spec }) {
      const startsAt = spec.startsAt.add({ hours: 24 * 270 });
      const made = await zoom.create(grantId, { ...spec, startsAt });
      const found = await eventually(() => zoom.listMarked(grantId, spec.mark));
      await zoom.remove(grantId, made.meetingId);
      assert.deepEqual(found, [asListed(spec.mark, made)]);
    },
  },
];

/** Zoom's list of meetings may lag behind by some seconds. */
async function eventually<T>(look: () => Promise<T[]>): Promise<T[]> {
  for (let tries = 0; tries < 10; tries += 1) {
    const found = await look();
    if (found.length > 0) return found;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
  return [];
}
