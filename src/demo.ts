import type { Account } from '#accounts';
import type { Parley } from '#http';
import type { Service, ServiceForm } from '#services';

/** A small studio to look around in: the host, her two accounts, and a week that has begun to fill. */
const HOST = {
  name: 'Ada Winter',
  slug: 'ada-winter',
  email: 'ada@example.com',
  password: 'a quiet demo',
  zone: 'Europe/Berlin',
};

const GUESTS = [
  {
    name: 'Grace Moreau',
    email: 'grace@example.com',
    zone: 'America/New_York',
    note: 'I lose my voice after long meetings.',
  },
  { name: 'Linus Park', email: 'linus@example.com', zone: 'Asia/Seoul', note: '' },
  {
    name: 'Ines Okafor',
    email: 'ines@example.com',
    zone: 'Europe/Lisbon',
    note: 'Second lesson, the Schubert again.',
  },
];

const CONVERSATION: Partial<ServiceForm> = {
  name: 'First conversation',
  description:
    'We look at what you want from your voice and whether I am the right person to help. Bring one recording, however rough.',
};
const LESSON: Partial<ServiceForm> = {
  name: 'Lesson',
  description:
    'Fifty minutes of work on the piece you bring, and ten for me to write down what to practise.',
  durationMinutes: 50,
  stepMinutes: 60,
  bufferAfterMinutes: 10,
};

/** Fills a house that does not know her yet, so that there is something to see. */
export async function seedDemo(parley: Parley): Promise<void> {
  const { auth, accounts, services } = parley;
  if (await accounts.bySlug(HOST.slug)) return;
  const signedUp = await auth.signUp(HOST, new Headers());
  if (!signedUp.ok) return;
  const owner = { personId: signedUp.personId, zone: HOST.zone };
  const studio = await accounts.open({ ...owner, name: HOST.name });
  await accounts.open({ ...owner, name: 'Winter Choir' });
  await accounts.change(studio.id, { tagline: 'Voice coaching', changeNoticeMinutes: 24 * 60 });
  const [first] = await services.list(studio.id);
  if (!first) return;
  const conversation = await services.edit(studio.id, first.id, { ...first, ...CONVERSATION });
  const lesson = await services.create(studio.id, { ...first, ...LESSON });
  if (conversation) await bookWeek(parley, studio, [conversation, lesson, lesson]);
}

/** Each guest takes the third free time of a day of their own. */
async function bookWeek(
  { clock, sessions }: Parley,
  account: Account,
  wanted: Service[],
): Promise<void> {
  for (const [index, guest] of GUESTS.entries()) {
    const service = wanted[index % wanted.length];
    const from = clock.now().add({ hours: 24 * (index + 1) });
    const range = {
      fromMs: from.epochMilliseconds,
      toMs: from.add({ hours: 24 * 7 }).epochMilliseconds,
    };
    const slot = service && (await sessions.slots(account, service, range))[2];
    if (!service || !slot) continue;
    const { note, ...who } = guest;
    await sessions.book(account, service, {
      start: Temporal.Instant.fromEpochMilliseconds(slot.startMs),
      guest: who,
      note,
    });
  }
}
