#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Cloister Authors
# SPDX-License-Identifier: Apache-2.0
#
# Runs the worker of an image in a file system of exactly the image's files, read only, as Occlum's
# configuration mounts them, with this machine's C library in the place of Occlum's. Its system calls
# are traced, and those that Occlum lacks may be made to answer ENOSYS.
#
#   enter.sh ROOT_FS WORK_DIRECTORY count   counts every call into WORK_DIRECTORY/count.txt
#   enter.sh ROOT_FS WORK_DIRECTORY refuse  refuses what Occlum lacks, and counts that
#
# Settings on standard input. Exit status 77, with a reason, if this machine cannot do it: no status of a worker.
set -eu

cannot() {
  echo "cannot run the image here: $1" >&2
  exit 77
}

place() {
  mount "$@" || cannot "no right to mount"
}

if [ "${CLOISTER_INSIDE:-}" != yes ]; then
  command -v strace >/dev/null || cannot "strace is not installed"
  [ "$(uname -sm)" = "Linux x86_64" ] || cannot "the image is for Linux on x86-64"
  user=
  [ "$(id -u)" = 0 ] || user=--map-root-user
  unshare $user --mount true 2>/dev/null || cannot "no right to make a mount namespace"
  CLOISTER_INSIDE=yes exec unshare $user --mount --propagation private "$0" "$@"
fi

[ -x "$1/opt/cloister/jdk/bin/java" ] || cannot "there is no image at $1"
image=$(readlink -f "$1")
work=$(readlink -f "$2")
mode=$3
here=$(cd "$(dirname "$0")" && pwd)
libraries=/opt/occlum/glibc/lib
limit=$((2 << 30)) # user_space_max_size of Occlum.json
root=$work/root
mkdir -p "$root"
place -t tmpfs -o size=1m none "$root"
for each in opt/cloister opt/occlum/glibc/lib lib64 run/cloister proc dev tmp; do
  mkdir -p "$root/$each"
done

# The host's C library, from the places that its own loader names.
stand_in=$work/libc
mkdir -p "$stand_in"
{
  ldd "$image/opt/cloister/jdk/lib/server/libjvm.so" "$image"/opt/cloister/lib/*.so_*
  ldd "$image/opt/cloister/jdk/bin/java"
} | sed -n 's/.*=> \(\/[^ ]*\) .*/\1/p; s/^[[:space:]]*\(\/[^ ]*\) (.*/\1/p' | sort -u |
  while read -r library; do
    case $library in "$image"/*) ;; *) cp -Lf "$library" "$stand_in/" ;; esac
  done

place --bind "$image/opt/cloister" "$root/opt/cloister"
place -o remount,bind,ro "$root/opt/cloister"
place --bind "$stand_in" "$root$libraries"
place -o remount,bind,ro "$root$libraries"
ln -s "$libraries/ld-linux-x86-64.so.2" "$root/lib64/ld-linux-x86-64.so.2"
place -t tmpfs -o size=512m,mode=0700 none "$root/run/cloister"
mount -t proc none "$root/proc" 2>/dev/null || place --rbind /proc "$root/proc"
for device in null zero random urandom; do
  : >"$root/dev/$device"
  place --bind "/dev/$device" "$root/dev/$device"
done
place -o remount,bind,ro "$root"

# Of the calls that are not in the list only chroot is let through: it is this script's own, once.
calls=$(grep -v '^#' "$here/syscalls.txt" | cut -f2 | tr '\n' ',')
case $mode in
count) set -- -e trace=all ;;
refuse) set -- --seccomp-bpf -e "trace=!${calls}chroot" -e "inject=!${calls}chroot:error=ENOSYS" ;;
*) cannot "unknown mode $mode" ;;
esac
exec env -i LD_LIBRARY_PATH=$libraries MALLOC_ARENA_MAX=1 LANG=C.UTF-8 OCCLUM=yes \
  "$(command -v strace)" -f -qq -c -U name,calls,errors -S name -o "$work/$mode.txt" "$@" \
  "$(command -v prlimit)" --as=$limit \
  "$(command -v chroot)" "$root" /opt/cloister/jdk/bin/java @/opt/cloister/worker.args -
