import { Hono } from 'hono';
import type { Context } from 'hono';
import type { Control } from './control.ts';
import { joinMeeting } from './meeting-life.ts';
import { opensAsHost } from './meeting-shape.ts';
import { findMeeting } from './meetings.ts';
import { closedPage, joinPage, startPage } from './pages/rooms.ts';
import type { Meeting } from './state.ts';
import type { World } from './world.ts';

/** The join link of guests and the start link of hosts. */
export function roomRoutes(world: World, control: Control): Hono {
  const routes = new Hono();
  routes.get('/j/:id', (c) => {
    const door = guestDoor(world, c);
    if (door instanceof Response) return door;
    const uuid = c.req.query('as');
    const participant = door.meeting.live?.participants.find((each) => each.uuid === uuid);
    return c.html(joinPage(world, { ...door, participant }));
  });
  routes.post('/j/:id', async (c) => {
    const door = guestDoor(world, c);
    if (door instanceof Response) return door;
    const { meeting, pwd } = door;
    const form = await c.req.parseBody();
    if (pwd === undefined && String(form.passcode ?? '') !== meeting.password) {
      return c.html(closedPage('Wrong passcode', 'Go back and try again.'), 403);
    }
    const joined = joinMeeting(world, meeting, String(form.name ?? 'A guest').slice(0, 64));
    if (!joined.ok) return c.html(joinPage(world, door));
    return c.redirect(guestAddress(meeting, pwd, joined.participant.uuid), 303);
  });
  routes.post('/j/:id/leave', async (c) => {
    const door = guestDoor(world, c);
    if (door instanceof Response) return door;
    const { participant } = await c.req.parseBody();
    control.leaveMeeting(door.meeting.id, String(participant));
    return c.redirect(guestAddress(door.meeting, door.pwd), 303);
  });

  routes.get('/s/:id', (c) => {
    const door = hostDoor(world, c, c.req.query('zak'));
    return door instanceof Response ? door : c.html(startPage(world, door.meeting, door.zak));
  });
  const deeds = {
    start: control.startMeeting,
    end: control.endMeeting,
    admit: control.admitAll,
  };
  for (const [name, deed] of Object.entries(deeds)) {
    routes.post(`/s/:id/${name}`, async (c) => {
      const { zak } = await c.req.parseBody();
      const door = hostDoor(world, c, String(zak));
      if (door instanceof Response) return door;
      deed(door.meeting.id);
      return c.redirect(`/s/${door.meeting.id}?zak=${encodeURIComponent(door.zak)}`, 303);
    });
  }
  return routes;
}

type GuestDoor = { meeting: Meeting; pwd: string | undefined };

/** The `pwd` of the link is enough to enter; without it the passcode is asked for. */
function guestDoor(world: World, c: Context): GuestDoor | Response {
  const meeting = findMeeting(world, Number(c.req.param('id')));
  const pwd = c.req.query('pwd');
  if (!meeting) return gone(c);
  if (pwd === undefined || pwd === meeting.linkToken) return { meeting, pwd };
  const text = 'The passcode of this meeting was changed. Ask for the new link.';
  return page(c, closedPage('This link is out of date', text), 403);
}

function hostDoor(
  world: World,
  c: Context,
  zak: string | undefined,
): { meeting: Meeting; zak: string } | Response {
  const meeting = findMeeting(world, Number(c.req.param('id')));
  if (!meeting) return gone(c);
  if (zak && opensAsHost(world, meeting, zak)) return { meeting, zak };
  const text = 'Start links are good for two hours. Ask for a fresh one.';
  return page(c, closedPage('This start link has expired', text), 403);
}

function gone(c: Context): Response {
  const text = 'It was deleted, it has expired, or it never was.';
  return page(c, closedPage('This meeting does not exist', text), 404);
}

function page(c: Context, markup: ReturnType<typeof closedPage>, status: 403 | 404): Response {
  return c.html(String(markup), status);
}

function guestAddress(meeting: Meeting, pwd: string | undefined, as?: string): string {
  const query = new URLSearchParams({ ...(pwd ? { pwd } : {}), ...(as ? { as } : {}) });
  return `/j/${meeting.id}?${query.toString()}`;
}
