import { data, redirect } from 'react-router';
import { requestContext, type Parley } from '#http';
import type { BookingView } from '#sessions';
import { Comfort } from '../../comfort/comfort.tsx';
import { readAskedByGuest, type Asked } from '../../picker/asked.ts';
import { fillPicker } from '../../picker/fill-picker.ts';
import { PickerView } from '../../picker/picker-view.tsx';
import { ZoneChooser } from '../../picker/zone-chooser.tsx';
import { zoneChoice } from '../../picker/zones.ts';
import { PRIVATE } from '../../private-headers.ts';
import publicStyles from '../../styles/public.css?url';
import type { Route } from './+types/move.ts';
import { timeWords } from './lasting.ts';
import { Lost } from './lost.tsx';
import { MoveConfirm } from './move-confirm.tsx';
import { newTime } from './new-time.ts';

export const handle = { static: true };

export const links: Route.LinksFunction = () => [{ rel: 'stylesheet', href: publicStyles }];

export const meta: Route.MetaFunction = () => [{ title: 'Move the session' }];

export const headers: Route.HeadersFunction = () => PRIVATE;

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const { parley } = context.get(requestContext);
  const booking = await parley.sessions.find(params.token);
  if (!booking) return data({ step: 'lost' as const }, { status: 404 });
  if (booking.status === 'cancelled') throw redirect(`/b/${booking.token}`, 303);

  const now = parley.clock.now();
  const asked = readAskedByGuest(request, booking.guest.zone);
  const current = {
    href: `/b/${booking.token}`,
    account: booking.account.name,
    service: booking.service.name,
    ...timeWords(booking, asked.zone, now),
  };
  if (!booking.change.allowed)
    return data({ step: 'refused' as const, current, why: booking.change.why });
  if (asked.choosesZone) {
    return data({
      step: 'zone' as const,
      current,
      choice: zoneChoice(request, asked, now.epochMilliseconds),
    });
  }
  if (asked.startMs !== undefined) {
    return data({
      step: 'confirm' as const,
      current,
      time: await newTime(parley, booking, { asked, startMs: asked.startMs }),
    });
  }
  return data({
    step: 'pick' as const,
    current,
    picker: await fillPicker(aroundNow(asked, booking), freeTimes(parley, booking, now)),
  });
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const { parley } = context.get(requestContext);
  const booking = await parley.sessions.find(params.token);
  const asked = readAskedByGuest(request, booking?.guest.zone ?? 'UTC');
  if (!booking || asked.startMs === undefined) return data(undefined, { status: 404 });

  const start = Temporal.Instant.fromEpochMilliseconds(asked.startMs);
  const moved = await parley.sessions.move(params.token, start, 'guest');
  if (moved.ok) return redirect(`/b/${params.token}?moved=1`, 303);
  if (moved.reason !== 'slot-taken') return data(undefined, { status: 409 });
  return data(
    await newTime(parley, booking, { asked, startMs: asked.startMs, nearest: moved.nearest }),
    { status: 409 },
  );
}

export default function MovePage({ loaderData, actionData }: Route.ComponentProps) {
  if (loaderData.step === 'lost') return <Lost />;
  const { current, step } = loaderData;
  return (
    <main className="book sheet" id="content">
      <header className="book-facts">
        <p className="crumb">
          With {current.account} · {current.service}
        </p>
        <h1>{step === 'refused' ? 'This session cannot be moved here' : 'Choose another time'}</h1>
        <ul>
          <li>
            Now it is{' '}
            <b>
              {current.day}, {current.hours}
            </b>
            .
          </li>
          <li className="soft">{current.zoneWords}</li>
          <li className="soft">Your link stays the same.</li>
        </ul>
        <p className="description">
          <a href={current.href}>Leave it as it is</a>
        </p>
      </header>
      <div className="book-step">
        {loaderData.step === 'refused' && <p className="lead">{loaderData.why}</p>}
        {loaderData.step === 'pick' && <PickerView picker={loaderData.picker} />}
        {loaderData.step === 'zone' && <ZoneChooser choice={loaderData.choice} />}
        {loaderData.step === 'confirm' && (
          <MoveConfirm current={current} time={actionData ?? loaderData.time} />
        )}
      </div>
      <Comfort />
    </main>
  );
}

/** Whoever moves a session mostly wants a time near the old one: the picker opens there. */
function aroundNow(asked: Asked, { start }: BookingView): Asked {
  if (asked.month !== undefined) return asked;
  const date = start.toZonedDateTimeISO(asked.zone).toPlainDate();
  return { ...asked, month: date.toPlainYearMonth().toString(), day: date.toString() };
}

function freeTimes(parley: Parley, booking: BookingView, now: Temporal.Instant) {
  return {
    // Staying is no move.
    between: async (range: { fromMs: number; toMs: number }) =>
      (await parley.sessions.slotsForMove(booking, range)).filter(
        ({ startMs }) => startMs !== booking.start.epochMilliseconds,
      ),
    nowMs: now.epochMilliseconds,
    horizonDays: booking.service.horizonDays,
    capacity: booking.service.capacity,
  };
}
