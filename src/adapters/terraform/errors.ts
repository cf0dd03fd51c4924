import { defineError, type MakeError, type TaggedError } from '../../errors/tagged.js';

/** A Terraform file that cannot be read. */
export type InvalidTerraform = TaggedError<'InvalidTerraform', { readonly what: string; readonly reason: string }>;
/** Makes an {@link InvalidTerraform}. */
export const invalidTerraform: MakeError<InvalidTerraform> = defineError<InvalidTerraform>(
  'InvalidTerraform',
  (f) => `the Terraform ${f.what} cannot be read: ${f.reason}`,
);
