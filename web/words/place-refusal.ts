import type { PlaceRefusal } from '#sessions';

/** Why a session stays where it is held. */
export const PLACE_REFUSALS: Record<PlaceRefusal, string> = {
  'not-found': 'This session does not take place any more, so nothing was changed.',
  'too-late': 'It begins too soon to change where it is held.',
  'in-words': 'This session has a place of its own, so nothing was changed.',
  'too-many-seats': 'It is open to more guests than a built-in call holds.',
  'not-usable': 'Zoom cannot be used at the moment. Connect or reconnect it first.',
  removing: 'Its former Zoom meeting is still being removed. Try again in a moment.',
};
