const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An id out of an address. Throws the 404 of a record that does not exist, for ids that cannot be any. */
export function recordId(id: string): string {
  if (UUID.test(id)) return id;
  throw new Response(null, { status: 404 });
}
