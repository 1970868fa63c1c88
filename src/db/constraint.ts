/** True when the database refused a write because of the constraint or unique index of this name. */
export function violates(error: unknown, constraint: string): boolean {
  return error instanceof Error && 'constraint' in error && error.constraint === constraint;
}

/** True when the database asks to try the whole transaction again: a deadlock or a lost serialization race. */
export function lostRace(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === '40P01' || error.code === '40001');
}
