// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.seal;

import io.cloister.enclave.device.Device;
import io.cloister.enclave.device.SgxDevice;
import io.cloister.protocol.secret.SecretBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.Arrays;

/// Sealing keys of the processor (`EGETKEY`, Intel SDM volume 3D), bound to the enclave's
/// measurement: another build of the worker, or another signer's, never gets them. Never bound to
/// the signer, whose every enclave would.
///
/// A request names the security versions of the time of sealing. After an update of the platform
/// the old ones may still be asked for; after a roll-back newer ones may not.
public final class EnclaveKeys implements SealingKeys {
  private static final short SEAL_KEY = 4;
  private static final short POLICY_MRENCLAVE = 1;

  /// Binds the attributes INIT and DEBUG and those that are reserved: a debug enclave, whose memory
  /// its host reads, gets other keys.
  private static final long ATTRIBUTES = 0xFF0000000000000BL;

  private static final int MISC_SELECT = 0xF0000000;

  /// Offsets in a key request.
  private static final int CPU_SVN_AT = 8;

  private static final int ATTRIBUTES_AT = 24;
  private static final int KEY_ID_AT = 40;
  private static final int MISC_SELECT_AT = 72;
  private static final int CONFIG_SVN_AT = 76;

  /// Offsets in a report's body.
  private static final int REPORT_ISV_SVN_AT = 258;

  private static final int REPORT_CONFIG_SVN_AT = 260;
  private static final int CPU_SVN_SIZE = 16;
  private static final int KEY_ID_SIZE = 32;

  private final Device.Opener opener;
  private final SecureRandom random;

  /// Keys over a device that is opened for each.
  public EnclaveKeys(Device.Opener opener, SecureRandom random) {
    this.opener = opener;
    this.random = random;
  }

  @Override
  public Origin origin() {
    return Origin.MRENCLAVE;
  }

  @Override
  public byte[] fresh() throws IOException {
    try (SgxDevice device = new SgxDevice(opener.open())) {
      ByteBuffer report = ByteBuffer.wrap(device.report()).order(ByteOrder.LITTLE_ENDIAN);
      byte[] keyId = new byte[KEY_ID_SIZE];
      random.nextBytes(keyId);
      return ByteBuffer.allocate(SgxDevice.KEY_REQUEST_SIZE)
          .order(ByteOrder.LITTLE_ENDIAN)
          .putShort(SEAL_KEY)
          .putShort(POLICY_MRENCLAVE)
          .putShort(report.getShort(REPORT_ISV_SVN_AT))
          .put(CPU_SVN_AT, report, 0, CPU_SVN_SIZE)
          .putLong(ATTRIBUTES_AT, ATTRIBUTES)
          .put(KEY_ID_AT, keyId)
          .putInt(MISC_SELECT_AT, MISC_SELECT)
          .putShort(CONFIG_SVN_AT, report.getShort(REPORT_CONFIG_SVN_AT))
          .array();
    }
  }

  @Override
  public SecretBytes derive(byte[] request) throws IOException {
    ByteBuffer fields = ByteBuffer.wrap(request).order(ByteOrder.LITTLE_ENDIAN);
    if (request.length != SgxDevice.KEY_REQUEST_SIZE
        || fields.getShort() != SEAL_KEY
        || fields.getShort() != POLICY_MRENCLAVE
        || fields.getLong(ATTRIBUTES_AT) != ATTRIBUTES) {
      throw new IOException("this asks for no key of the measurement");
    }
    try (SgxDevice device = new SgxDevice(opener.open())) {
      byte[] key = device.key(request);
      try {
        return new SecretBytes(key);
      } finally {
        Arrays.fill(key, (byte) 0);
      }
    }
  }
}
