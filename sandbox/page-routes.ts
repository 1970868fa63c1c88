import { Hono } from 'hono';
import { deleteCookie } from 'hono/cookie';
import { personCookie, signedIn } from './authorize.ts';
import type { Control } from './control.ts';
import { homePage } from './pages/home.ts';
import { installedPage, signedOutPage } from './pages/installed.ts';
import { limitsPage } from './pages/limits.ts';
import { meetingPage } from './pages/meeting.ts';
import { closedPage } from './pages/rooms.ts';
import { style } from './pages/style.ts';
import type { World } from './world.ts';

/** The pages a person looks at, beside consent, rooms and control. */
export function pageRoutes(world: World, control: Control): Hono {
  const routes = new Hono();
  routes.get('/', (c) => c.html(homePage(world)));
  routes.get('/sandbox.css', (c) => c.body(style, 200, { 'content-type': 'text/css' }));
  routes.get('/limits', (c) => c.html(limitsPage()));
  routes.get('/meetings/:id', (c) => {
    const meeting = world.state.meetings.find((each) => each.id === Number(c.req.param('id')));
    if (meeting) return c.html(meetingPage(world, meeting));
    return c.html(
      closedPage('No such meeting', 'The sandbox holds no meeting of this number.'),
      404,
    );
  });
  routes.get('/installed', (c) => c.html(installedPage(world, signedIn(c))));
  routes.post('/installed/uninstall', async (c) => {
    const { person } = await c.req.parseBody();
    control.uninstall(String(person));
    return c.redirect('/installed', 303);
  });
  // Where the browser is signed out of Zoom, so that another person can be chosen.
  routes.get('/logout', (c) => {
    deleteCookie(c, personCookie);
    return c.html(signedOutPage());
  });
  routes.post('/sign-out', (c) => {
    deleteCookie(c, personCookie);
    return c.redirect('/installed', 303);
  });
  return routes;
}
