import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deedOf } from './shortcuts.ts';

const PRESS = {
  ...{ key: 'm', ctrlKey: false, metaKey: false, altKey: false },
  ...{ repeat: false, defaultPrevented: false, target: null },
};
/** As `closest` of an element answers that lies in one of these. */
const inside = (kind: string) => ({
  closest: (selector: string) => (selector.split(', ').includes(kind) ? {} : null),
});

test('keys do what the buttons do, in capitals too', () => {
  assert.deepEqual(
    ['m', 'V', 's', 'c', 'H', '?', 'x'].map((key) => deedOf({ ...PRESS, key })),
    ['mute', 'camera', 'share', 'chat', 'hand', 'help', undefined],
  );
});

test('whoever is writing writes', () => {
  for (const kind of ['input', 'textarea', 'select', '[role="dialog"]']) {
    assert.equal(deedOf({ ...PRESS, target: inside(kind) }), undefined, kind);
  }
  assert.equal(deedOf({ ...PRESS, target: inside('button') }), 'mute');
});

test('keys of the browser stay the browser’s, and a key held down counts once', () => {
  for (const held of ['ctrlKey', 'metaKey', 'altKey', 'repeat'] as const) {
    assert.equal(deedOf({ ...PRESS, [held]: true }), undefined, held);
  }
});
