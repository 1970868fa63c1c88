import { Hono } from 'hono';
import type { Context } from 'hono';
import type { Control } from './control.ts';
import { faultKinds } from './faults.ts';
import type { FaultKind, FaultWish } from './faults.ts';
import { checkMeetingRequest } from './meeting-request.ts';
import { controlPage } from './pages/control.ts';
import { findPerson, lockNames } from './people.ts';
import type { LockName } from './people.ts';
import { isRefusal, refusals } from './refusals.ts';
import type { Switches } from './switches.ts';
import type { World } from './world.ts';

type Fields = Record<string, unknown>;

/** The control page and the same deeds as JSON. A form is sent back to where it came from, JSON gets JSON. */
export function controlRoutes(world: World, control: Control): Hono {
  const routes = new Hono();
  routes.get('/control', (c) => c.html(controlPage(world)));
  routes.get('/control/state', (c) => c.json(control.state()));

  const post = (path: string, deed: (fields: Fields, c: Context) => unknown) =>
    routes.post(path, async (c) => {
      const isForm = (c.req.header('content-type') ?? '').includes('form');
      const done = await attempt(async () => deed(await readFields(c, isForm), c));
      if (!done.ok) return c.json({ error: done.error }, 422);
      return isForm ? c.redirect(backTo(c), 303) : c.json(done.answer ?? {});
    });

  post('/control/faults', (fields) => control.addFault(readFault(fields)));
  post('/control/faults/remove', (fields) => control.removeFault(Number(fields.id)));
  post('/control/faults/clear', () => control.clearFaults());
  post('/control/switches', (fields) => {
    control.turn(fields as Partial<Switches>);
    return world.state.switches;
  });
  post('/control/people/:id', (fields, c) =>
    changePerson(world, control, {
      id: c.req.param('id') ?? '',
      fields,
    }),
  );
  post('/control/meetings/:id', (fields, c) =>
    changeMeeting(control, { id: Number(c.req.param('id')), fields }),
  );
  post('/control/clock', (fields) => {
    const ms = Number(fields.advanceMs);
    if (!Number.isFinite(ms)) throw new Error('advanceMs is a number of milliseconds');
    control.advance(ms);
    return { now: world.now() };
  });
  post('/control/webhooks', (fields) => control.subscribe(readSubscription(fields)));
  post('/control/webhooks/validate', async () => ({ proved: await control.challenge() }));
  post('/control/settle', () => control.settle());
  post('/control/reset', () => control.reset());
  return routes;
}

type Attempted = { ok: true; answer: unknown } | { ok: false; error: string };

/** What the hand asked for and cannot be done is told to the hand. */
async function attempt(deed: () => unknown): Promise<Attempted> {
  try {
    return { ok: true, answer: await deed() };
  } catch (error) {
    return { ok: false, error: (error as Error).message };
  }
}

async function readFields(c: Context, isForm: boolean): Promise<Fields> {
  if (isForm) return c.req.parseBody();
  const text = await c.req.text();
  return text === '' ? {} : (JSON.parse(text) as Fields);
}

function backTo(c: Context): string {
  const from = c.req.header('referer');
  return from ? new URL(from).pathname : '/control';
}

function readFault(fields: Fields): FaultWish {
  const kind = String(fields.kind);
  if (!Object.hasOwn(faultKinds, kind)) {
    throw new Error(`kind is one of ${Object.keys(faultKinds).join(', ')}`);
  }
  if (fields.refusal && !isRefusal(String(fields.refusal))) {
    throw new Error(`refusal is one of ${Object.keys(refusals).join(', ')}`);
  }
  const words = ['path', 'method', 'person', 'limit', 'refusal'].filter((name) => fields[name]);
  const numbers = ['times', 'ms', 'status'].filter((name) => fields[name]);
  return {
    kind: kind as FaultKind,
    ...Object.fromEntries(words.map((name) => [name, String(fields[name])])),
    ...Object.fromEntries(numbers.map((name) => [name, Number(fields[name])])),
  };
}

function changePerson(
  world: World,
  control: Control,
  about: { id: string; fields: Fields },
): object {
  const { id, fields } = about;
  if (fields.deed === 'expire-tokens') control.expireTokens(id);
  if (fields.deed === 'kill-grant') control.killGrant(id);
  if (fields.deed === 'uninstall') control.uninstall(id);
  if (fields.type !== undefined) control.change(id, { type: Number(fields.type) === 2 ? 2 : 1 });
  if (fields.mayHost !== undefined) control.change(id, { mayHost: isYes(fields.mayHost) });
  if (fields.appsApproved !== undefined) control.approveApps(id, isYes(fields.appsApproved));
  if (fields.lock !== undefined) lock(world, control, about);
  return findPerson(world.state, id) ?? {};
}

function lock(world: World, control: Control, about: { id: string; fields: Fields }): void {
  const { id, fields } = about;
  const name = String(fields.lock) as LockName;
  if (!lockNames.includes(name)) throw new Error(`lock is one of ${lockNames.join(', ')}`);
  const person = findPerson(world.state, id);
  const account = world.state.accounts.find((each) => each.id === person?.accountId);
  const { [name]: _former, ...others } = account?.locks ?? {};
  const isFree = fields.locked === 'none';
  control.lockAccount(id, isFree ? others : { ...others, [name]: isYes(fields.locked) });
}

function changeMeeting(control: Control, about: { id: number; fields: Fields }): unknown {
  const { id, fields } = about;
  switch (fields.action) {
    case 'start':
      return control.startMeeting(id);
    case 'end':
      return control.endMeeting(id);
    case 'join':
      return { participant: control.joinMeeting(id, String(fields.name ?? 'A guest')) };
    case 'leave':
      return control.leaveMeeting(id, String(fields.participant));
    case 'admit':
      return control.admitAll(id);
    case 'delete':
      return control.deleteMeeting(id);
    case 'recover':
      return control.recoverMeeting(id);
    case 'change':
      return control.changeMeeting(id, readChange(fields));
    default:
      throw new Error('action is start, end, join, leave, admit, delete, recover or change');
  }
}

function readChange(fields: Fields) {
  const { action: _action, duration, start_time, ...rest } = fields;
  const start =
    typeof start_time === 'string' && start_time.length === 16 ? `${start_time}:00` : start_time;
  const checked = checkMeetingRequest({
    ...rest,
    ...(start ? { start_time: start } : {}),
    ...(duration ? { duration: Number(duration) } : {}),
  });
  if (!checked.ok) throw new Error(checked.errors.map((error) => error.message).join(' '));
  return checked.request;
}

function readSubscription(fields: Fields) {
  const addresses = ['url', 'deauthorizationUrl'].filter((name) => fields[name] !== undefined);
  return {
    ...Object.fromEntries(
      addresses.map((name) => [name, fields[name] ? String(fields[name]) : null]),
    ),
    ...(fields.secret ? { secret: String(fields.secret) } : {}),
  };
}

const isYes = (value: unknown) => value === true || value === 'true' || value === 'on';
