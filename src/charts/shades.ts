/** Text and lines. */
export const INK = '#1a1a1a';
/** What should be seen second. */
export const MUTED = '#6a6a6a';
/** What asks for attention: a limit, and the day on which it is reached. */
export const ALERT = '#9b2226';

// Shades that stay apart in black and white: nothing is told by hue alone. Their grey values are in the comments, 0 is black.
/** A measured line, a bar that stands alone. */
export const DARK = '#12355b'; // 47
/** A range around a line, a bar that takes away. */
export const LIGHT = '#a9c4e0'; // 191
/** A bar that adds. */
export const STRONG = '#c2571a'; // 112

/** Categories of cost, in the order in which they are stacked. */
export const CATEGORY_SHADES = [DARK, '#3a6b35', '#4f80b0', '#c39b62', LIGHT, '#dfd8c8'] as const; // 47 86 119 160 191 216

/** Severities of drift, the gravest darkest. */
export const SEVERITY_SHADES = {
  critical: '#7f1d1d',
  security: STRONG,
  functional: '#7fabd0',
  cosmetic: '#d5dde3',
} as const; // 58 112 162 219
