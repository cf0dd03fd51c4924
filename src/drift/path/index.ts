export { compileGlob, type Glob } from './glob.js';
export { parsePath } from './parse.js';
export { toPointer } from './pointer.js';
export { printPath } from './print.js';
export { comparePaths, type Path, type Segment } from './segment.js';
