// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.simulation;

import io.cloister.enclave.seal.SealingKeys;
import io.cloister.protocol.secret.SecretBytes;
import java.io.IOException;
import java.security.InvalidAlgorithmParameterException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/// Sealing keys derived from a secret in software. Whatever is sealed under them says SIMULATED,
/// and an enclave refuses it.
public final class SoftwareKeys implements SealingKeys {
  private static final int REQUEST_SIZE = 32;
  private static final int KEY_SIZE = 16;

  private final SecretBytes root;
  private final SecureRandom random;

  /// Keys below a root secret, which stays the caller's to close.
  public SoftwareKeys(SecretBytes root, SecureRandom random) {
    this.root = root;
    this.random = random;
  }

  @Override
  public Origin origin() {
    return Origin.SIMULATED;
  }

  @Override
  public byte[] fresh() {
    byte[] request = new byte[REQUEST_SIZE];
    random.nextBytes(request);
    return request;
  }

  @Override
  public SecretBytes derive(byte[] request) throws IOException {
    if (request.length != REQUEST_SIZE) {
      throw new IOException("this asks for no key of software");
    }
    try {
      HKDFParameterSpec derivation =
          root.with(
              secret -> HKDFParameterSpec.ofExtract().addIKM(secret).thenExpand(request, KEY_SIZE));
      return new SecretBytes(KDF.getInstance("HKDF-SHA256").deriveData(derivation));
    } catch (NoSuchAlgorithmException | InvalidAlgorithmParameterException e) {
      throw new IllegalStateException("Java 25 has HKDF-SHA256", e);
    }
  }
}
