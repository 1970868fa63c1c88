/** Which plan a Zoom user is on, as far as `/users/me` tells. */
import { z } from 'zod';

/**
 * Zoom names bundles only, and only to those who have one: its Workplace plans by one number, the
 * older United ones by another. These are Business, Enterprise and Education; who has none of them
 * may still be on Business, which Zoom does not say.
 */
const WORKPLACE = new Set([
  4,
  8,
  16,
  32,
  64,
  128,
  ...[2 ** 25, 2 ** 27, 2 ** 28, 2 ** 29, 2 ** 30],
  ...[2 ** 32, 2 ** 33, 2 ** 34, 2 ** 35, 2 ** 36, 2 ** 37, 2 ** 38, 2 ** 39, 2 ** 40, 2 ** 41],
  ...[2 ** 54, 2 ** 56, 2 ** 57, 2 ** 59],
]);
const UNITED = new Set([5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 16, 17].map((bit) => String(2 ** bit)));

/** Any of it may be missing or odd, and nobody is turned away for it. */
export const planShape = z.object({
  zoom_one_type: z.number().optional().catch(undefined),
  plan_united_type: z.string().optional().catch(undefined),
  license_info_list: z
    .array(z.object({ license_type: z.string(), license_option: z.number() }).partial())
    .optional()
    .catch(undefined),
});

export function isBusiness(user: z.output<typeof planShape>): boolean {
  const bundles = (user.license_info_list ?? [])
    .filter((licence) => licence.license_type === 'ZOOM_WORKPLACE_BUNDLE')
    .map((licence) => licence.license_option ?? 0);
  return (
    [user.zoom_one_type ?? 0, ...bundles].some((plan) => WORKPLACE.has(plan)) ||
    UNITED.has(user.plan_united_type ?? '')
  );
}
