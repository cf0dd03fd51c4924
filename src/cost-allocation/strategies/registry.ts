import type { AllocationStrategy } from '../model/allocation-rule.js';
import { custom } from './custom.js';
import { equal } from './equal.js';
import { proportional } from './proportional.js';
import type { Strategy } from './strategy.js';
import { tiered } from './tiered.js';

/** Every strategy by its name. A new one is a file and a line here. */
export const STRATEGIES: Readonly<Record<AllocationStrategy, Strategy>> = { proportional, equal, tiered, custom };
