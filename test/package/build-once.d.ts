/** Builds the package before the tests that use it from outside, unless what is built is newer than every source. */
export default function buildOnce(): void;
