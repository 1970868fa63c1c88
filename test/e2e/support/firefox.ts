/** The machine's own Firefox, beside the Chromium that all tests have. */
import { firefox, type Browser } from '@playwright/test';
import { findFirefox } from '../../../bin/suite/browser.ts';
import type { Screen } from './screen.ts';

const FOUND = findFirefox();

/** Why the tests with Firefox are left out; undefined where they can run. */
export const WITHOUT_FIREFOX = FOUND
  ? undefined
  : 'Firefox is not installed (apt-get install firefox-esr)';

/** A camera and a microphone that are not real, given without a question. */
const FAKE_DEVICES = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'media.autoplay.default': 0,
  // Where a machine has no loudspeaker, no sound would be worked on at all.
  'media.cubeb.force_mock_context': true,
  // A machine without a network has loopback only.
  'media.peerconnection.ice.loopback': true,
};

/** As after “Block” and “Remember this decision”. */
const REFUSED = {
  'media.navigator.streams.fake': true,
  'permissions.default.camera': 2,
  'permissions.default.microphone': 2,
  'media.peerconnection.ice.loopback': true,
};

interface Wishes {
  devices?: 'given' | 'refused';
  /** A screen its windows stand on, so that it can be shared. */
  screen?: Screen | undefined;
}

export async function startFirefox({ devices = 'given', screen }: Wishes = {}): Promise<Browser> {
  return await firefox.launch({
    channel: 'moz-firefox',
    executablePath: `${import.meta.dirname}/firefox-for-playwright.ts`,
    headless: !screen,
    env: { ...process.env, FIREFOX: FOUND, DISPLAY: screen?.name },
    firefoxUserPrefs: devices === 'given' ? FAKE_DEVICES : REFUSED,
  });
}
