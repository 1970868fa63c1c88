import assert from 'node:assert/strict';
import { test } from 'node:test';
import { missingPermissions } from './scopes.ts';

test('the permissions of a new app are enough', () => {
  const granted =
    'meeting:delete:meeting meeting:read:list_meetings meeting:read:meeting meeting:update:meeting meeting:write:meeting user:read:user';
  assert.deepEqual(missingPermissions(granted), []);
});

test('the permissions of an old app are enough as well', () => {
  assert.deepEqual(missingPermissions('meeting:read meeting:write user_profile'), []);
});

test('a permission that was left out is named', () => {
  const granted =
    'meeting:read:list_meetings meeting:read:meeting meeting:update:meeting meeting:write:meeting user:read:user';
  assert.deepEqual(missingPermissions(granted), ['remove']);
});

test('an answer that names no scope granted all that was asked for', () => {
  assert.deepEqual(missingPermissions(''), []);
});
