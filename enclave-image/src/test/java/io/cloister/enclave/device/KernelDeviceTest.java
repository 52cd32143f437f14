// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The calls themselves, on devices that every Linux has.
final class KernelDeviceTest {
  private static final int ENTROPY_COUNT = 0x80045200;

  @TempDir private Path folder;

  @Test
  void tellsWhatTheDeviceWroteIntoTheArgument() throws IOException {
    try (KernelDevice device = KernelDevice.open(Path.of("/dev/random"));
        Arena arena = Arena.ofConfined()) {
      MemorySegment count = arena.allocate(ValueLayout.JAVA_INT);
      count.set(ValueLayout.JAVA_INT, 0, -1);
      device.request(ENTROPY_COUNT, count); // RNDGETENTCNT
      assertThat(count.get(ValueLayout.JAVA_INT, 0)).isNotNegative();
    }
  }

  @Test
  void tellsTheErrorOfADeviceThatIsNotThere() {
    Path missing = folder.resolve("sgx");
    assertThatThrownBy(() -> KernelDevice.open(missing))
        .hasMessageStartingWith("cannot open " + missing + ": ENOENT")
        .extracting(e -> ((DeviceException) e).errno())
        .isEqualTo(2);
  }

  @Test
  void tellsTheErrorOfARequestThatTheDeviceDoesNotKnow() throws IOException {
    try (KernelDevice device = KernelDevice.open(Path.of("/dev/null"));
        Arena arena = Arena.ofConfined()) {
      assertThatThrownBy(() -> device.request(0x80047307, arena.allocate(8)))
          .hasMessage(
              "/dev/null, request 0x80047307: ENOTTY: the device does not know this request");
    }
  }

  @Test
  void closesItsDescriptor() throws IOException {
    KernelDevice device = KernelDevice.open(Path.of("/dev/null"));
    device.close();
    try (Arena arena = Arena.ofConfined()) {
      assertThatThrownBy(() -> device.request(0x80047307, arena.allocate(8)))
          .isInstanceOf(DeviceException.class);
    }
  }

  @Test
  void readsFilesThatDoNotKnowTheirSize() throws IOException {
    byte[] version = Attributes.ofMachine().read(Path.of("/proc/version"), 4096);
    assertThat(new String(version, StandardCharsets.US_ASCII)).contains("Linux");
  }

  @Test
  void writesOverAnAttributeAndRefusesToReadTooMuch() throws IOException {
    Path file = Files.write(folder.resolve("blob"), new byte[0]);
    Attributes.ofMachine().write(file, new byte[] {1, 2, 3});
    assertThat(Attributes.ofMachine().read(file, 3)).containsExactly(1, 2, 3);
    assertThatThrownBy(() -> Attributes.ofMachine().read(file, 2))
        .hasMessageContaining("more than 2 bytes");
    assertThatThrownBy(() -> Attributes.ofMachine().write(folder.resolve("none"), new byte[1]))
        .isInstanceOf(IOException.class);
  }
}
