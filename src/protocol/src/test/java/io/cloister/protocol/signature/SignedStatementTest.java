// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.signature.Verification.Reason;
import io.cloister.protocol.signature.Verification.Refused;
import io.cloister.protocol.signature.Verification.Verified;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class SignedStatementTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String TYPE = "application/vnd.cloister.test+cbor";
  private static final byte[] PAYLOAD = "approved".getBytes(StandardCharsets.UTF_8);
  private static final SigningKeyPair KEYS = SigningKeyPair.generate(RANDOM);
  private static final SignedStatement STATEMENT = SignedStatement.sign(TYPE, PAYLOAD, KEYS);

  @Test
  void showsWhatTheSignerStated() {
    assertThat(STATEMENT.verify(TYPE, KEYS.publicKey())).isEqualTo(new Verified(PAYLOAD));
    assertThat(STATEMENT.claimedSigner()).isEqualTo(KEYS.publicKey().keyId());
    assertThat(STATEMENT.unverifiedPayload()).isEqualTo(PAYLOAD);
  }

  @Test
  void decodesWhatItEncodes() throws MalformedException {
    SignedStatement decoded = SignedStatement.decode(STATEMENT.encode());
    assertThat(decoded).isEqualTo(STATEMENT).hasSameHashCodeAs(STATEMENT);
    assertThat(decoded.verify(TYPE, KEYS.publicKey())).isEqualTo(new Verified(PAYLOAD));
  }

  @Test
  void refusesEveryChangeOfOneField() {
    byte[] ed25519 = STATEMENT.ed25519();
    byte[] mlDsa44 = STATEMENT.mlDsa44();
    KeyId signer = STATEMENT.claimedSigner();
    KeyId other = new KeyId(Digest.of(PAYLOAD));
    assertRefused(
        new SignedStatement("x", PAYLOAD, signer, ed25519, mlDsa44), Reason.OTHER_CONTENT_TYPE);
    assertRefused(
        new SignedStatement(TYPE, new byte[0], signer, ed25519, mlDsa44), Reason.ED25519_FORGED);
    assertRefused(new SignedStatement(TYPE, PAYLOAD, other, ed25519, mlDsa44), Reason.OTHER_SIGNER);
    assertRefused(
        new SignedStatement(TYPE, PAYLOAD, signer, flip(ed25519), mlDsa44), Reason.ED25519_FORGED);
    assertRefused(
        new SignedStatement(TYPE, PAYLOAD, signer, ed25519, flip(mlDsa44)),
        Reason.ML_DSA_44_FORGED);
    assertRefused(
        new SignedStatement(TYPE, PAYLOAD, signer, new byte[64], mlDsa44), Reason.ED25519_FORGED);
    assertRefused(
        new SignedStatement(TYPE, PAYLOAD, signer, ed25519, new byte[2420]),
        Reason.ML_DSA_44_FORGED);
  }

  @Test
  void refusesAnotherTypeAndAnotherKeyThanAskedFor() {
    assertThat(STATEMENT.verify("application/other", KEYS.publicKey()))
        .isEqualTo(new Refused(Reason.OTHER_CONTENT_TYPE));
    SigningKeyPair others = SigningKeyPair.generate(RANDOM);
    assertThat(STATEMENT.verify(TYPE, others.publicKey()))
        .isEqualTo(new Refused(Reason.OTHER_SIGNER));
  }

  @Test
  void refusesASignatureByOnlyHalfOfTheKey() {
    SigningKeyPair thief = SigningKeyPair.generate(RANDOM);
    HybridPublicKey mixed =
        new HybridPublicKey(KEYS.publicKey().ed25519(), thief.publicKey().mlDsa44());
    SignedStatement theirs = SignedStatement.sign(TYPE, PAYLOAD, thief);
    SignedStatement spliced =
        new SignedStatement(TYPE, PAYLOAD, mixed.keyId(), STATEMENT.ed25519(), theirs.mlDsa44());
    assertThat(spliced.verify(TYPE, mixed)).isEqualTo(new Refused(Reason.ED25519_FORGED));
  }

  @Test
  void refusesEveryFlippedBitOfTheEncoding() {
    byte[] encoding = STATEMENT.encode();
    for (int bit = 0; bit < encoding.length * 8; bit += bit < 3000 ? 1 : 97) {
      byte[] altered = encoding.clone();
      altered[bit / 8] ^= (byte) (1 << (bit % 8));
      try {
        assertThat(SignedStatement.decode(altered).verify(TYPE, KEYS.publicKey()))
            .as("bit %d", bit)
            .isInstanceOf(Refused.class);
      } catch (MalformedException refused) {
        assertThat(refused.getMessage()).isNotEmpty();
      }
    }
  }

  /// Reads the statement as a stranger to this code would, by RFC 9052 alone.
  @Test
  void isACoseSignWithProtectedAlgorithms() throws MalformedException {
    CborReader in = new CborReader(STATEMENT.encode());
    byte[] body = in.tag(98).array(4).bytes(1000);
    assertThat(body).isEqualTo(new CborWriter().map(1).integer(3).text(TYPE).toBytes());
    assertThat(in.map(0).bytes(1000)).isEqualTo(PAYLOAD);
    byte[] signer = in.array(2).array(3).bytes(1000);
    assertThat(signer)
        .isEqualTo(
            new CborWriter()
                .map(2)
                .integer(1)
                .integer(-19)
                .integer(4)
                .item(KEYS.publicKey().keyId())
                .toBytes());
    byte[] signature = in.map(0).bytes(64);
    CborWriter signed = new CborWriter().array(5).text("Signature").bytes(body).bytes(signer);
    byte[] message = signed.bytes(new byte[0]).bytes(PAYLOAD).toBytes();
    assertThat(new Ed25519PublicKey(KEYS.publicKey().ed25519()).verify(message, signature))
        .isEqualTo(Authenticity.GENUINE);
  }

  @Test
  void refusesHeadersItDoesNotKnow() {
    byte[] unprotected = STATEMENT.encode();
    byte[] header = new CborWriter().map(1).key(3).text(TYPE).toBytes();
    int at = new CborWriter().tag(98).array(4).bytes(header).toBytes().length;
    assertThat(unprotected[at]).isEqualTo((byte) 0xa0);
    unprotected[at] = (byte) 0xa1;
    assertThatThrownBy(() -> SignedStatement.decode(unprotected))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> SignedStatement.decode(new byte[0]))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void restoresAKeyPairFromItsExport() throws MalformedException {
    SigningKeyPair restored = KEYS.with(SigningKeyPair::restore);
    assertThat(restored.publicKey()).isEqualTo(KEYS.publicKey());
    assertThat(SignedStatement.sign(TYPE, PAYLOAD, restored).verify(TYPE, KEYS.publicKey()))
        .isEqualTo(new Verified(PAYLOAD));
    assertThatThrownBy(() -> SigningKeyPair.restore(new byte[10]))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void keepsKeysOutOfSightAndUnusableOnceClosed() {
    SigningKeyPair keys = SigningKeyPair.generate(RANDOM);
    assertThat(keys.toString()).contains("redacted");
    keys.close();
    assertThatIllegalStateException().isThrownBy(() -> SignedStatement.sign(TYPE, PAYLOAD, keys));
    assertThatIllegalStateException().isThrownBy(() -> keys.with(bytes -> bytes.length));
  }

  @Test
  void boundsWhatIsStated() {
    byte[] tooLong = new byte[SignedStatement.MAX_PAYLOAD + 1];
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SignedStatement.sign(TYPE, tooLong, KEYS));
    assertThatIllegalArgumentException().isThrownBy(() -> SignedStatement.sign("ü", PAYLOAD, KEYS));
    assertThatIllegalArgumentException().isThrownBy(() -> SignedStatement.sign("", PAYLOAD, KEYS));
  }

  private static void assertRefused(SignedStatement statement, Reason reason) {
    assertThat(statement.verify(TYPE, KEYS.publicKey())).isEqualTo(new Refused(reason));
  }

  private static byte[] flip(byte[] bytes) {
    byte[] flipped = bytes.clone();
    flipped[flipped.length / 2] ^= 1;
    return flipped;
  }
}
