import { TimeLinks } from '../../picker/picker-view.tsx';
import { Says } from '../../ui/page.tsx';
import type { NewTime } from './new-time.ts';

/** Old and new time one below the other, and one deed. */
export function MoveConfirm({
  current,
  time,
}: {
  current: { day: string; hours: string };
  time: NewTime;
}) {
  return (
    <div className="details">
      <div className="chosen">
        <p className="before">
          <s>
            {current.day}, {current.hours}
          </s>
        </p>
        <h2 className="when">
          {time.day}
          <br />
          {time.hours}
        </h2>
        <p className="reading">
          {time.zoneWords} · <a href={time.backHref}>Choose another time</a>
        </p>
      </div>
      {time.free ? (
        <form method="post">
          <button className="button go">Move the session</button>
        </form>
      ) : (
        <Taken time={time} />
      )}
    </div>
  );
}

function Taken({ time }: { time: NewTime }) {
  return (
    <div className="taken">
      <Says tone="warn">This time is not free any more. Your session stays where it was.</Says>
      {time.nearest.length > 0 && (
        <div className="nearest">
          <h3>The nearest free times</h3>
          <div className="times">
            <TimeLinks times={time.nearest} />
          </div>
        </div>
      )}
      <p>
        <a href={time.backHref}>See all free times</a>
      </p>
    </div>
  );
}
