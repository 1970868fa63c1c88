/** A clock that goes on while the page is in the background, where the page's own is slowed down. */
addEventListener('message', ({ data }: MessageEvent<number>) =>
  setTimeout(() => postMessage(undefined), data),
);
