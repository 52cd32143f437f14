#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Cloister Authors
# SPDX-License-Identifier: Apache-2.0
#
# Builds the image again from the committed sources, in another folder and at another time, and
# compares what came out with the image of this checkout.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
image=enclave-image/target/image
first=$root/$image
[ -r "$first/production.sha256" ] || {
  echo "no image here: run ./cloister test -pl enclave-image -am -DskipTests first" >&2
  exit 3
}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
git -C "$root" archive HEAD | tar -x -C "$folder"
(cd "$folder" && ./cloister test -q -pl enclave-image -am -DskipTests -DskipITs -Dcheck.phase=none)
for file in production.manifest development.manifest; do
  diff "$first/$file" "$folder/$image/$file" || {
    echo "not reproducible, or this checkout has changes that are not committed: $file differs" >&2
    exit 1
  }
done
echo "reproduced: $(cat "$first/production.sha256")"
