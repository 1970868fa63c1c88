/** Which browser this is, as far as the way to its settings depends on it. Pure. */
export type Browser =
  | 'chrome'
  | 'chrome-android'
  | 'chrome-ios'
  | 'edge'
  | 'firefox'
  | 'firefox-android'
  | 'safari'
  | 'safari-ios'
  | 'samsung'
  | 'other';

const SIGNS: [RegExp, Browser][] = [
  [/SamsungBrowser/, 'samsung'],
  [/(iPhone|iPad).*CriOS/, 'chrome-ios'],
  [/(iPhone|iPad).*Safari/, 'safari-ios'],
  [/Edg\//, 'edge'],
  [/Android.*Firefox/, 'firefox-android'],
  [/Firefox/, 'firefox'],
  [/Android.*Chrome/, 'chrome-android'],
  [/Chrom(e|ium)/, 'chrome'],
  [/Macintosh.*Safari/, 'safari'],
];

export function browserOf(userAgent: string): Browser {
  return SIGNS.find(([sign]) => sign.test(userAgent))?.[1] ?? 'other';
}

/** Names with which apps show web pages inside themselves, most without a camera. */
const APPS =
  /FBAN|FBAV|Instagram|LinkedInApp|Line\/|MicroMessenger|Snapchat|Twitter|Pinterest|TikTok|BytedanceWebview|WhatsApp|GSA\/|YaApp|Outlook|; wv\)/;

/** Whether a page is shown inside a mail program or another app instead of in a browser. */
export function isInsideApp(userAgent: string): boolean {
  // A page shown inside an iPhone's app speaks of no Safari, and no browser there leaves it out.
  const bareView = /(iPhone|iPad).*AppleWebKit/.test(userAgent) && !/Safari\//.test(userAgent);
  return bareView || APPS.test(userAgent);
}

/** An address that Android opens in the browser, from whichever app it is pressed. */
export function browserHref(href: string, userAgent: string): string | undefined {
  if (!/Android/.test(userAgent)) return undefined;
  const { protocol, host, pathname, search } = new URL(href);
  return `intent://${host}${pathname}${search}#Intent;scheme=${protocol.slice(0, -1)};action=android.intent.action.VIEW;category=android.intent.category.BROWSABLE;end`;
}

/** How to give camera and microphone back to this page, in steps. */
export function stepsFor(browser: Browser): string[] {
  return STEPS[browser];
}

const AGAIN = 'Come back here and press “Try again”.';
const STEPS: Record<Browser, string[]> = {
  chrome: [
    'Press the sign with two sliders at the left end of the address bar.',
    'Switch on “Camera” and “Microphone”.',
    AGAIN,
  ],
  edge: [
    'Press the padlock at the left end of the address bar, then “Permissions for this site”.',
    'Set “Camera” and “Microphone” to “Allow”.',
    AGAIN,
  ],
  firefox: [
    'Press the crossed-out camera or microphone at the left end of the address bar.',
    'Press the cross beside “Blocked” for both, so that Firefox asks again.',
    'Press “Try again” here, and choose “Allow”.',
  ],
  safari: [
    'In the menu bar choose Safari, then “Settings for This Website”.',
    'Set “Camera” and “Microphone” to “Allow”.',
    AGAIN,
  ],
  'safari-ios': [
    'Press the sign at the left end of the address bar, then the three dots or “Website Settings”.',
    'Set “Camera” and “Microphone” to “Allow”.',
    AGAIN,
  ],
  'chrome-ios': [
    'Open the iPhone’s Settings, scroll to Chrome.',
    'Switch on “Camera” and “Microphone”.',
    AGAIN,
  ],
  'chrome-android': [
    'Press the sign at the left end of the address bar, then “Permissions”.',
    'Allow “Camera” and “Microphone”. If they are missing, allow them for Chrome in the phone’s settings.',
    AGAIN,
  ],
  'firefox-android': [
    'Press the padlock or shield at the left end of the address bar.',
    'Press “Blocked” beside “Camera” and “Microphone” until it says “Allowed”.',
    AGAIN,
  ],
  samsung: [
    'Press the padlock at the left end of the address bar, then “Permissions”.',
    'Allow “Camera” and “Microphone”.',
    AGAIN,
  ],
  other: [
    'Press the sign beside this page’s address, or open the settings of your browser for this page.',
    'Set camera and microphone to “Allow”.',
    'Come back here and press “Try again”. Your browser may want to load the page anew.',
  ],
};
