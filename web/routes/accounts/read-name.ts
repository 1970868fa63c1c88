/** What is wrong with the name of an account, in words. */
export function faultOfName(name: string): string | undefined {
  if (name === '') return 'Give the account a name.';
  return name.length > 120 ? 'At most 120 characters.' : undefined;
}
