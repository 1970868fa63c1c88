import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fit, grid, withScreen, type Box } from './layout.ts';

const AREA = { x: 0, y: 0, width: 1280, height: 720 };
const within = ({ x, y, width, height }: Box) =>
  x >= 0 && y >= 0 && x + width <= AREA.width && y + height <= AREA.height;
const apart = (a: Box, b: Box) =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;

test('everybody has a place of their own in the picture, with or without a screen', () => {
  for (let count = 1; count <= 50; count += 1) {
    const beside = withScreen(count, AREA);
    for (const boxes of [grid(count, AREA), [beside.screen, ...beside.faces]]) {
      assert.ok(boxes.every(within), `${count} people are within`);
      assert.ok(boxes.every((a, no) => boxes.slice(no + 1).every((b) => apart(a, b))));
      assert.ok(boxes.every(({ width, height }) => width > 0 && height > 0));
    }
  }
});

test('a face fills its place, and of a screen nothing is cut off', () => {
  const box = { x: 100, y: 50, width: 400, height: 400 };
  assert.deepEqual(fit({ width: 1280, height: 720 }, box, 'fill'), {
    from: { x: 280, y: 0, width: 720, height: 720 },
    to: box,
  });
  assert.deepEqual(fit({ width: 1280, height: 720 }, box, 'whole'), {
    from: { x: 0, y: 0, width: 1280, height: 720 },
    to: { x: 100, y: 137.5, width: 400, height: 225 },
  });
});
