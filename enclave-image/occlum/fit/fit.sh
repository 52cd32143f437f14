#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Cloister Authors
# SPDX-License-Identifier: Apache-2.0
#
# Shows without SGX whether the worker's image fits Occlum: runs it in a file system of its own,
# through boot, registration, a job and shutdown, and prints its system calls against Occlum's, and
# its peak address space. `fit.sh --print` prints what the tests of this checkout found last.
set -eu

root=$(cd "$(dirname "$0")/../../.." && pwd)
report=$root/enclave-image/target/fit.txt

if [ "${1:-}" != --print ]; then
  rm -f "$report"
  "$root/cloister" test -pl src/system-tests,gateway,chain-node,enclave-image,src/cli -am \
    -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=EnclaveImageIT \
    -Dfailsafe.failIfNoSpecifiedTests=false
fi
if [ -r "$report" ]; then
  cat "$report"
else
  echo "skipped: the image was not run: that takes Linux on x86-64, strace, and the right to make a" \
    "mount namespace (root, or unprivileged user namespaces)"
fi
