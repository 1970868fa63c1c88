import { redirect } from 'react-router';
import { requestContext } from '#http';
import type { Route } from './+types/route.ts';
import './front.css';

export const handle = { static: true };

export const meta: Route.MetaFunction = () => [
  { title: 'Parley: a calm place to be booked' },
  {
    name: 'description',
    content:
      'A page where your clients pick a time, and one link that stays right until you have met.',
  },
];

export async function loader({ context }: Route.LoaderArgs) {
  if (await context.get(requestContext).login()) throw redirect('/sessions');
  return null;
}

const PROMISES = [
  {
    title: 'They pick a time',
    says: 'Your page shows the hours you keep, in your client’s own time zone. They choose, type a name, and are done. Nobody has to make an account to talk to you.',
  },
  {
    title: 'One link stays right',
    says: 'Move the session, cancel it, change where you meet: the link they were given first goes on being the right one. It shows the time, the way in, and nothing else to puzzle over.',
  },
  {
    title: 'You meet',
    says: 'In a video call right in the browser, with nothing to install, or in a Zoom meeting of your own that is made, moved and tidied away for you. If Zoom has a bad day, your session still has a place.',
  },
];

export default function Front() {
  return (
    <>
      <a className="skip unseen" href="#content">
        Skip to the content
      </a>
      <header className="top plain">
        <span className="mark">Parley</span>
        <a className="who" href="/sign-in">
          Sign in
        </a>
      </header>
      <main className="front" id="content">
        <section className="opening">
          <h1>Less writing back and forth. More time for the conversation.</h1>
          <p className="lede">
            Parley is a calm place to be booked, for people who meet their clients one to one or in
            small groups: coaches, tutors, therapists, consultants.
          </p>
          <p className="bar">
            <a className="button go" href="/sign-up">
              Create account
            </a>
            <a className="button" href="/sign-in">
              Sign in
            </a>
          </p>
        </section>
        <Letter />
        <ol className="promises">
          {PROMISES.map((promise) => (
            <li key={promise.title}>
              <h2>{promise.title}</h2>
              <p>{promise.says}</p>
            </li>
          ))}
        </ol>
        <footer className="closing">
          <p>Your hours, your clients and what they write to you are kept on your own server.</p>
          <p className="ways">
            <a href="/help">Help</a> <a href="/help/privacy">Privacy</a>
          </p>
        </footer>
      </main>
    </>
  );
}

/** What a client sees after booking, as a picture in words. */
function Letter() {
  return (
    <figure className="sheet letter">
      <p className="soft small">With Ada Winter · First conversation</p>
      <p className="when">
        Thursday, 10 December
        <br />
        10:00 to 10:30
      </p>
      <p className="soft">New York · in 2 hours 14 minutes</p>
      <p className="letter-way">
        <span className="tag">The door opens at 09:45</span>
      </p>
      <figcaption className="soft small">
        What your client’s link shows, always up to date
      </figcaption>
    </figure>
  );
}
