// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.job;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import java.util.Arrays;
import java.util.Objects;

/// What a worker leaves at the gateway before it reveals.
///
/// @param sealedResult the encoded sealed result
/// @param receipt the signed receipt
public record WorkerResult(byte[] sealedResult, byte[] receipt) implements Encodable {
  private static final int MAX_RECEIPT = 64 * 1024;

  /// Largest encoding in bytes.
  public static final int MAX_BYTES = SealedResult.MAX_BYTES + MAX_RECEIPT + 64;

  /// Checks the limits of this record.
  public WorkerResult {
    sealedResult = sealedResult.clone();
    receipt = receipt.clone();
  }

  @Override
  public void write(CborWriter out) {
    out.map(2).key(1).bytes(sealedResult).key(2).bytes(receipt);
  }

  /// Reads what [#write] wrote.
  public static WorkerResult read(CborReader in) throws MalformedException {
    in.map(2);
    return new WorkerResult(in.key(1).bytes(SealedResult.MAX_BYTES), in.key(2).bytes(MAX_RECEIPT));
  }

  /// Decodes a whole encoding.
  public static WorkerResult decode(byte[] bytes) throws MalformedException {
    return CborReader.whole(bytes, MAX_BYTES, WorkerResult::read);
  }

  @Override
  public byte[] sealedResult() {
    return sealedResult.clone();
  }

  @Override
  public byte[] receipt() {
    return receipt.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WorkerResult that
        && Arrays.equals(sealedResult, that.sealedResult)
        && Arrays.equals(receipt, that.receipt);
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(sealedResult), Arrays.hashCode(receipt));
  }

  @Override
  public String toString() {
    return "WorkerResult[" + digest() + "]";
  }
}
