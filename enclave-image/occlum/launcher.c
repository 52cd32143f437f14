// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
//
// The enclave's only entry point. A JVM obeys its arguments and its environment, and both are the
// host's to choose: this passes on neither. Compiled inside Occlum's container by its own compiler.
#include <unistd.h>

int main(void) {
  char *const arguments[] = {"/opt/cloister/jdk/bin/java", "@/opt/cloister/worker.args", "-", 0};
  char *const environment[] = {
      "LD_LIBRARY_PATH=/opt/occlum/glibc/lib", "MALLOC_ARENA_MAX=1", "LANG=C.UTF-8", "OCCLUM=yes", 0};
  execve(arguments[0], arguments, environment);
  return 127; // there is no Java in this image
}
