import { show } from '../../errors/show.js';
import { defineError, type MakeError, type TaggedError } from '../../errors/tagged.js';

/** A manifest that cannot be read, or objects that cannot be told apart. */
export type InvalidManifest = TaggedError<
  'InvalidManifest',
  {
    /** The file, where the input has names. */
    readonly source?: string;
    /** Which document of it, from 1. */
    readonly document: number;
    /** The line of the file, from 1. */
    readonly line: number;
    readonly reason: string;
  }
>;
/** Makes an {@link InvalidManifest}. */
export const invalidManifest: MakeError<InvalidManifest> = defineError<InvalidManifest>(
  'InvalidManifest',
  ({ source, document, line, reason }) =>
    `the Kubernetes manifest${source === undefined ? '' : ` ${show(source)}`} cannot be read at line ${line} ` +
    `(document ${document}): ${reason}`,
);
