import type { Equivalence } from './equivalence.js';

/**
 * DNS names: case and the root's trailing dot carry no meaning, `Example.com.` = `example.com`; `\052` is the octal
 * escape that Route 53 writes for a wildcard label (RFC 1035 §5.1), `\052.example.com` = `*.example.com`.
 */
export const trailingDot: Equivalence = {
  name: 'trailing_dot',
  normalize: (value) => (typeof value === 'string' ? normalizeName(value) : undefined),
  recognizes: (value) => typeof value === 'string' && /^(?:[\w*-]+\.|\\052\.)+[\w-]*\.$/.test(value),
};

function normalizeName(name: string): string {
  const plain = name.replaceAll('\\052', '*').toLowerCase();
  return plain.length > 1 && plain.endsWith('.') && !plain.endsWith('..') ? plain.slice(0, -1) : plain;
}
