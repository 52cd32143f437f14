// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.device;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// What Occlum's `/dev/sgx` answers to the enclave that opened it: quotes, its own report, keys.
///
/// Trusts the library operating system, which is in the enclave's measurement. Numbers and layouts:
/// Occlum 0.31's device and the SGX structures that it passes on (Intel SDM, volume 3D, chapter
/// 37). One request at a time.
public final class SgxDevice implements AutoCloseable {
  /// Bytes of report data.
  public static final int REPORT_DATA_SIZE = 64;

  /// Bytes of a key request.
  public static final int KEY_REQUEST_SIZE = 512;

  /// Bytes of a derived key.
  public static final int KEY_SIZE = 16;

  /// Bytes of a report, its body first.
  public static final int REPORT_SIZE = 432;

  static final int GET_DCAP_QUOTE_SIZE = 0x80047307;
  static final int GEN_DCAP_QUOTE = 0xC0187308;
  static final int CREATE_REPORT = 0xC0187304;
  static final int GET_KEY = 0xC010730B;

  private static final int TARGET_INFO_SIZE = 512;

  /// What a report or a key request must be aligned to, the largest of them.
  private static final int ALIGNMENT = 512;

  private final Device device;

  /// Takes over an open device.
  public SgxDevice(Device device) {
    this.device = device;
  }

  /// A quote over report data.
  ///
  /// @param max how many bytes it may have
  /// @throws DeviceException if there is none
  public byte[] quote(byte[] reportData, int max) throws DeviceException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment size = arena.allocate(ValueLayout.JAVA_INT);
      device.request(GET_DCAP_QUOTE_SIZE, size);
      int capacity = within(max, size);
      MemorySegment quote = arena.allocate(capacity);
      MemorySegment argument = pointers(arena, data(arena, reportData), size, quote);
      device.request(GEN_DCAP_QUOTE, argument);
      return quote.asSlice(0, within(capacity, size)).toArray(ValueLayout.JAVA_BYTE);
    }
  }

  /// A report about this enclave, readable by any on this machine.
  ///
  /// @throws DeviceException if there is none
  public byte[] report() throws DeviceException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment target = arena.allocate(TARGET_INFO_SIZE, ALIGNMENT);
      MemorySegment report = arena.allocate(REPORT_SIZE, ALIGNMENT);
      MemorySegment data = data(arena, new byte[REPORT_DATA_SIZE]);
      device.request(CREATE_REPORT, pointers(arena, target, data, report));
      return report.toArray(ValueLayout.JAVA_BYTE);
    }
  }

  /// The key that this request asks for, 16 bytes; the caller zeroes it.
  ///
  /// @throws DeviceException if the processor refuses it
  public byte[] key(byte[] request) throws DeviceException {
    if (request.length != KEY_REQUEST_SIZE) {
      throw new IllegalArgumentException("a key request has 512 bytes, not " + request.length);
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment asked = arena.allocate(KEY_REQUEST_SIZE, ALIGNMENT);
      asked.copyFrom(MemorySegment.ofArray(request));
      MemorySegment key = arena.allocate(KEY_SIZE, KEY_SIZE);
      device.request(GET_KEY, pointers(arena, asked, key));
      byte[] bytes = key.toArray(ValueLayout.JAVA_BYTE);
      key.fill((byte) 0);
      return bytes;
    }
  }

  @Override
  public void close() {
    device.close();
  }

  private static int within(int max, MemorySegment size) throws DeviceException {
    int bytes = size.get(ValueLayout.JAVA_INT, 0);
    if (bytes <= 0 || bytes > max) {
      throw new DeviceException("a quote of " + Integer.toUnsignedLong(bytes) + " bytes", 22);
    }
    return bytes;
  }

  private static MemorySegment data(Arena arena, byte[] bytes) {
    if (bytes.length != REPORT_DATA_SIZE) {
      throw new IllegalArgumentException("report data has 64 bytes, not " + bytes.length);
    }
    return arena.allocate(REPORT_DATA_SIZE, ALIGNMENT).copyFrom(MemorySegment.ofArray(bytes));
  }

  private static MemorySegment pointers(Arena arena, MemorySegment... targets) {
    return arena.allocateFrom(
        ValueLayout.JAVA_LONG, Arrays.stream(targets).mapToLong(MemorySegment::address).toArray());
  }
}
