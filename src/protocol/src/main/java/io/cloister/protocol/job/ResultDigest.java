// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.job;

import io.cloister.protocol.encoding.Digest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The public name of a result: HMAC-SHA256 under a key that only the enclaves and the recipients
/// have.
///
/// Replicas hold the same data keys, so they derive the same digest key and their digests can be
/// compared; whoever lacks the data keys cannot find a small result by trying them all. The digest
/// key reveals nothing of the data keys (HKDF, RFC 5869), so recipients get it with the result.
public final class ResultDigest {
  /// Size in bytes of a digest key.
  public static final int KEY_BYTES = 32;

  private ResultDigest() {}

  /// Derives a job's digest key.
  ///
  /// @param dataKeys the data keys of all inputs, concatenated in the definition's order
  public static byte[] key(JobId job, byte[] dataKeys) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveData(
              HKDFParameterSpec.ofExtract()
                  .addIKM(dataKeys)
                  .addSalt(job.bytes())
                  .thenExpand(Labels.RESULT_DIGEST.getBytes(StandardCharsets.US_ASCII), KEY_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Java 25 has HKDF-SHA256", e);
    }
  }

  /// The public digest of an encoded result table.
  public static Digest of(byte[] key, byte[] table) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return new Digest(mac.doFinal(table));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
