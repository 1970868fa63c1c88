/**
 * The script of public pages: the reader's own time zone, a countdown that runs, and a look now and
 * then at whether the way in has changed. All of it is comfort; the pages are whole without it.
 */
import { tellBrowserZone } from './browser-zone.ts';
import { tellDeviceClock } from './device-clock.ts';
import { keepLooking } from './keep-looking.ts';
import { runCountdown } from './run-countdown.ts';

tellBrowserZone();
tellDeviceClock();
runCountdown();
keepLooking();
