// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.testing;

import io.cloister.enclave.device.Device;
import io.cloister.enclave.device.DeviceException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/// An enclave of Occlum's as its `/dev/sgx` shows it, with the processor's rules for keys.
public final class FakeSgx implements Device.Opener {
  private static final int QUOTE_SIZE = 0x80047307;
  private static final int QUOTE = 0xC0187308;
  private static final int REPORT = 0xC0187304;
  private static final int KEY = 0xC010730B;
  private static final int EINVAL = 22;

  public byte[] measurement = {1};
  public int cpuSvn = 3;
  public int isvSvn = 1;
  public UnaryOperator<byte[]> quotes = TestQuote::sgx;
  public int announced = 8192;
  public int failing;
  public int errno;
  public int open;

  @Override
  public Device open() {
    open++;
    return new Device() {
      @Override
      public void request(int request, MemorySegment argument) throws DeviceException {
        if (request == failing) {
          throw new DeviceException("/dev/sgx", errno);
        }
        switch (request) {
          case QUOTE_SIZE -> argument.set(ValueLayout.JAVA_INT, 0, announced);
          case QUOTE -> quote(argument);
          case REPORT -> report(pointer(argument, 2, 432));
          case KEY -> key(pointer(argument, 0, 512), pointer(argument, 1, 16));
          default -> throw new DeviceException("/dev/sgx", 25);
        }
      }

      @Override
      public void close() {
        open--;
      }
    };
  }

  private void quote(MemorySegment argument) throws DeviceException {
    byte[] reportData = pointer(argument, 0, 64).toArray(ValueLayout.JAVA_BYTE);
    MemorySegment size = pointer(argument, 1, 4);
    byte[] quote = quotes.apply(reportData);
    int capacity = size.get(ValueLayout.JAVA_INT, 0);
    if (capacity < quote.length) {
      throw new DeviceException("/dev/sgx", EINVAL);
    }
    pointer(argument, 2, capacity).copyFrom(MemorySegment.ofArray(quote));
    size.set(ValueLayout.JAVA_INT, 0, quote.length);
  }

  private void report(MemorySegment report) {
    report.set(ValueLayout.JAVA_BYTE, 0, (byte) cpuSvn);
    report.set(ValueLayout.JAVA_SHORT_UNALIGNED, 258, (short) isvSvn);
  }

  /// EGETKEY: only a seal key of the measurement here, for versions up to the present ones.
  private void key(MemorySegment request, MemorySegment key) throws DeviceException {
    ByteBuffer fields = request.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    boolean reserved = fields.getShort(6) == 0 && isZero(request.asSlice(78, 434));
    boolean known = fields.getShort(0) == 4 && fields.getShort(2) == 1;
    if (!reserved || !known || fields.get(8) > cpuSvn || fields.getShort(4) > isvSvn) {
      throw new DeviceException("/dev/sgx", EINVAL);
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(measurement);
      byte[] derived = digest.digest(request.toArray(ValueLayout.JAVA_BYTE));
      key.copyFrom(MemorySegment.ofArray(Arrays.copyOf(derived, 16)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isZero(MemorySegment segment) {
    return segment.mismatch(MemorySegment.ofArray(new byte[(int) segment.byteSize()])) == -1;
  }

  @SuppressWarnings("restricted") // A device follows the pointers that it is given.
  private static MemorySegment pointer(MemorySegment argument, int index, long size) {
    long address = argument.get(ValueLayout.JAVA_LONG, index * 8L);
    return MemorySegment.ofAddress(address).reinterpret(size);
  }
}
