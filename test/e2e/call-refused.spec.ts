import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/calls.ts';

// Given twice, the last one holds.
test.use({ flags: ['--use-fake-ui-for-media-stream=deny'] });

test('refused permission is answered with steps, and one can come without', async ({ people }) => {
  const flora = await people.guestAtDoor();
  await flora.getByRole('button', { name: 'Turn on camera' }).click();
  const alert = flora.getByRole('alert');
  await expect(alert).toContainText('Your browser does not let us use the camera');
  await expect(alert).toContainText('Press the sign with two sliders');
  await expectAccessible(flora);
  await flora.getByRole('button', { name: 'Join the call' }).click();
  await expect(flora.getByRole('heading', { name: /is not here yet/ })).toBeVisible();
});
