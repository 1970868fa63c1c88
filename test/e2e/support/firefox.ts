/** The machine's own Firefox, beside the Chromium that all tests have. */
import { firefox, type Browser } from '@playwright/test';
import { findFirefox } from '../../../bin/suite/browser.ts';

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

export async function startFirefox(devices: 'given' | 'refused' = 'given'): Promise<Browser> {
  return await firefox.launch({
    channel: 'moz-firefox',
    executablePath: `${import.meta.dirname}/firefox-for-playwright.ts`,
    env: { ...process.env, FIREFOX: FOUND },
    firefoxUserPrefs: devices === 'given' ? FAKE_DEVICES : REFUSED,
  });
}
