/** A shared screen before whoever has the floor, and anybody rather than nobody. */
const BEST = ['.screen-tile video', '.tile.lead video', '.tile:not(.own) video:not(.dark)'];

export function canPopOut(): boolean {
  return 'pictureInPictureEnabled' in document && document.pictureInPictureEnabled;
}

/** The browser's small window over other programs; pressed again it goes. */
export function popOut(): void {
  const video = BEST.map((selector) => document.querySelector<HTMLVideoElement>(selector)).find(
    (found) => found,
  );
  const done = document.pictureInPictureElement
    ? document.exitPictureInPicture()
    : video?.requestPictureInPicture();
  // Before the first frame there is nothing to show, and nothing lost.
  void done?.catch(() => {});
}
