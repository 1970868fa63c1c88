/**
 * The fields of a posted form as they were typed, and trimmed. What was left out reads as ''. NUL, which
 * nobody types and PostgreSQL keeps in no text, is left out too.
 */
export async function posted(request: Request): Promise<{
  text: (name: string) => string;
  /** Untouched: in a password every space counts. */
  secret: (name: string) => string;
}> {
  const form = await request.formData();
  const secret = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value : '';
  };
  return { secret, text: (name) => secret(name).replaceAll('\0', '').trim() };
}
