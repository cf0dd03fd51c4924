import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeHeader } from '../../../src/adapters/http/service-request.js';
import { HOSTILE_NAMES } from '../../../src/testing/index.js';

describe('an id in a header', () => {
  it('stays as it is where a header can hold it', () => {
    expect(encodeHeader('tenant-1_A.b~{x}')).toBe('tenant-1_A.b~{x}');
    expect(encodeHeader('a b\r\nx: y%Zoë')).toBe('a%20b%0D%0Ax:%20y%25Zo%C3%AB');
  });

  it('can always be sent, and is no other id’s: it reads back', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...HOSTILE_NAMES)), (id) => {
        const text = encodeHeader(id);
        expect(new Headers({ 'x-tenant-id': text }).get('x-tenant-id')).toBe(text);
        expect(decodeURIComponent(text)).toBe(id);
      }),
    );
  });
});
