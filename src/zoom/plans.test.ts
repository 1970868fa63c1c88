import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isBusiness, planShape } from './plans.ts';

const said = (user: Record<string, unknown>) => isBusiness(planShape.parse(user));

test('Business, Enterprise and Education are told by the bundle Zoom names', () => {
  assert.ok(said({ zoom_one_type: 16 }));
  // Larger than what JavaScript counts exactly, and yet exact: a power of two.
  assert.ok(said(JSON.parse('{"zoom_one_type":72057594037927936}')));
  assert.ok(said({ plan_united_type: '1024' }));
  const bundle = { license_type: 'ZOOM_WORKPLACE_BUNDLE', license_option: 4 };
  assert.ok(said({ license_info_list: [{ license_type: 'MEETING', license_option: 2 }, bundle] }));
});

test('whoever has another bundle, none, or something odd does not count as Business', () => {
  assert.ok(!said({}));
  assert.ok(!said({ zoom_one_type: 4_398_046_511_104 }), 'Workplace Pro Plus');
  assert.ok(!said({ plan_united_type: '2' }), 'United Pro');
  assert.ok(!said({ license_info_list: [{ license_type: 'MEETING', license_option: 4 }] }));
  assert.ok(!said({ zoom_one_type: 'sixteen', plan_united_type: 32, license_info_list: null }));
});
