import fc from 'fast-check';

// That a property fails is enough: the smallest counterexample of a change is of no use.
fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true });
