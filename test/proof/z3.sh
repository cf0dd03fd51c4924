#!/bin/sh
# Dafny 2.3 sets an option that z3 has dropped since.
sed -u '/model_compress/d' | z3 "$@"
