#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Cloister Authors
# SPDX-License-Identifier: Apache-2.0
#
# Builds and signs the enclave from the root file system that Maven made. Runs inside Occlum's
# container; usage: build.sh SIGNING_KEY.pem [WORK_DIRECTORY]
set -eu

key=$(readlink -f "${1:?usage: build.sh SIGNING_KEY.pem [WORK_DIRECTORY]}")
here=$(cd "$(dirname "$0")" && pwd)
image=$here/../target/image
work=${2:-$image/occlum}

[ -r "$image/production.sha256" ] || {
  echo "no image at $image: run mvn package -pl enclave-image -am first" >&2
  exit 3
}
rm -rf "$work"
mkdir -p "$work"
cp -r "$image/bom" "$image/rootfs" "$work/"
cp "$here/libc.yaml" "$work/bom/"
cd "$work"
occlum-gcc -O2 -o cloister-worker "$here/launcher.c"
occlum new instance
cp "$here/Occlum.json" instance/Occlum.json
copy_bom -f bom/cloister.yaml --root instance/image --include-dir bom --include-dir /opt/occlum/etc/template
cd instance
occlum build --sign-key "$key"
printf 'root file system: '
cat "$image/production.sha256"
printf 'MRENCLAVE:        '
occlum print mrenclave
printf 'MRSIGNER:         '
occlum print mrsigner
