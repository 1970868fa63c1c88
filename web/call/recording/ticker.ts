/** A clock that goes on while the page is in the background, where the page's own is slowed down. */
const FRAMES_A_SECOND = 25;

setInterval(() => postMessage(undefined), 1000 / FRAMES_A_SECOND);
