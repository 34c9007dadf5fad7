/** All generators, by their file in this folder. */
export const GENERATORS = [
  // First: the others read the program, which reads this.
  'gen-messages.ts',
  'gen-types.ts',
  'gen-schema.ts',
  'gen-supabase.ts',
  'gen-openapi.ts',
  'gen-client.ts',
  'gen-events.ts',
]
