import * as t from './io-ts.js';

/** A codec of what another one reads and what holds besides; `complaint` says what does not. */
export function refineCodec<A, O>(codec: t.Type<A, O>, complaint: (value: A) => string | undefined): t.Type<A, O> {
  return new t.Type(
    codec.name,
    (value): value is A => codec.is(value) && complaint(value) === undefined,
    (value, context) => {
      const read = codec.validate(value, context);
      if (read._tag === 'Left') return read;
      const wrong = complaint(read.right);
      return wrong === undefined ? read : t.failure(value, context, wrong);
    },
    codec.encode,
  );
}
