/**
 * A posted form: its fields by name as they were typed, and trimmed. What was left out reads as ''. NUL, which
 * nobody types and PostgreSQL keeps in no text, is left out too. Throws the 415 of what is no form.
 */
export async function posted(request: Request): Promise<{
  /** The first of each name, untouched. */
  fields: ReadonlyMap<string, string>;
  text: (name: string) => string;
  /** Untouched: in a password every space counts. */
  secret: (name: string) => string;
}> {
  const fields = new Map<string, string>();
  for (const [name, value] of await formOf(request)) {
    if (typeof value === 'string' && !fields.has(name))
      fields.set(name, value.replaceAll('\0', ''));
  }
  const secret = (name: string) => fields.get(name) ?? '';
  return { fields, secret, text: (name) => secret(name).trim() };
}

async function formOf(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch (error) {
    if (error instanceof TypeError) throw new Response(NO_FORM, { status: 415 });
    throw error;
  }
}

const NO_FORM = 'What was sent here is no form. Programs are welcome at the API, which takes JSON.';
