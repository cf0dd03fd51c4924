import { allocation } from './allocation.js';
import { charges } from './charges.js';
import { driftEntries } from './drift-entries.js';
import { forecasts } from './forecasts.js';
import type { Migration } from './migration.js';

/** Every step of the schema, oldest first; step n leads to version n. */
export const MIGRATIONS: readonly Migration[] = [driftEntries, forecasts, allocation, charges];
