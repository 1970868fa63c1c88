import type { MeetingChoice } from '#accounts';
import type { MeetingSettings, WantedMeeting } from '#conferencing';
import type { Whole } from './rows.ts';

/** What the meeting of a session should be. A group's guests are not named to each other. */
export function meetingWish({ account, service, session, booking }: Whole): WantedMeeting {
  return {
    id: session.id,
    accountId: account.id,
    topic: session.capacity === 1 ? `${service.name} · ${booking.guestName}` : service.name,
    zone: account.hours.zone,
    startsAt: session.startsAt,
    durationMinutes: Math.round(session.startsAt.until(session.endsAt).total('minutes')),
    settings: settingsOf({ account, service }),
  };
}

/** The service's own word, else the account's; what neither says is left to Zoom. */
function settingsOf({ account, service }: Pick<Whole, 'account' | 'service'>): MeetingSettings {
  const choices = Object.entries(account.meetings) as [keyof MeetingSettings, MeetingChoice][];
  const said = choices.flatMap(([name, general]) => {
    const choice = service[name] === 'account' ? general : service[name];
    return choice === 'zoom' ? [] : [[name, choice === 'on']];
  });
  return Object.fromEntries(said) as MeetingSettings;
}
