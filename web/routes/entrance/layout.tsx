import { Outlet } from 'react-router';

/** Pages before the door work without scripts. */
export const handle = { static: true };

export default function Entrance() {
  return (
    <>
      <header className="top plain">
        <a className="mark" href="/">
          Parley
        </a>
      </header>
      <main className="entrance" id="content">
        <div>
          <Outlet />
        </div>
      </main>
    </>
  );
}
