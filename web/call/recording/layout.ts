/** Where everybody stands in the picture that is recorded. Pure. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** All of the picture. */
export const AREA: Box = { x: 0, y: 0, width: 1280, height: 720 };
const GAP = 8;
const FACES_BESIDE = 0.2;

/** Everybody alike, or beside the screen that one of them shares. */
export function layOut(count: number, shares: boolean, area: Box): { screen?: Box; faces: Box[] } {
  return shares ? withScreen(count, area) : { faces: grid(count, area) };
}

/** As many columns as make the pictures largest, all alike. */
export function grid(count: number, area: Box): Box[] {
  if (count === 0) return [];
  const columns = Math.ceil(Math.sqrt(count));
  const rows = Math.ceil(count / columns);
  const width = (area.width - GAP * (columns + 1)) / columns;
  const height = (area.height - GAP * (rows + 1)) / rows;
  return Array.from({ length: count }, (_, no) => {
    const row = Math.floor(no / columns);
    // The last row stands in the middle.
    const inRow = row === rows - 1 ? count - row * columns : columns;
    const indent = ((columns - inRow) * (width + GAP)) / 2;
    return {
      x: area.x + GAP + indent + (no % columns) * (width + GAP),
      y: area.y + GAP + row * (height + GAP),
      width,
      height,
    };
  });
}

/** A shared screen takes the room, and the faces stand beside it. */
export function withScreen(count: number, area: Box): { screen: Box; faces: Box[] } {
  const beside = area.width * FACES_BESIDE;
  const height = Math.min((area.height - GAP) / Math.max(count, 1) - GAP, (beside * 3) / 4);
  return {
    screen: {
      x: area.x + GAP,
      y: area.y + GAP,
      width: area.width - beside - 2 * GAP,
      height: area.height - 2 * GAP,
    },
    faces: Array.from({ length: count }, (_, no) => ({
      x: area.x + area.width - beside,
      y: area.y + GAP + no * (height + GAP),
      width: beside - GAP,
      height,
    })),
  };
}

/** The part of a picture that fills the box, or all of it within the box. */
export function fit(
  picture: { width: number; height: number },
  box: Box,
  how: 'fill' | 'whole',
): { from: Box; to: Box } {
  const scales = [box.width / picture.width, box.height / picture.height] as const;
  const scale = how === 'fill' ? Math.max(...scales) : Math.min(...scales);
  const shown = {
    width: Math.min(picture.width, box.width / scale),
    height: Math.min(picture.height, box.height / scale),
  };
  const to = { width: shown.width * scale, height: shown.height * scale };
  return {
    from: {
      ...shown,
      x: (picture.width - shown.width) / 2,
      y: (picture.height - shown.height) / 2,
    },
    to: { ...to, x: box.x + (box.width - to.width) / 2, y: box.y + (box.height - to.height) / 2 },
  };
}
