// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.signature;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.signature.Verification.Reason;
import io.cloister.protocol.signature.Verification.Refused;
import io.cloister.protocol.signature.Verification.Verified;
import java.util.Arrays;
import java.util.Objects;

/// Something that the holder of a key states: a COSE_Sign (RFC 9052, section 4.1) with two
/// signatures over the same payload, Ed25519 (RFC 9864) and ML-DSA-44 (RFC 9964). Both must verify:
/// whoever drops or forges one has no statement.
///
/// The content type is protected, so that an approval cannot be passed off as a receipt. The form
/// is fixed: protected headers hold exactly what is listed here, unprotected ones nothing.
///
/// @param contentType what kind of payload it is; see the constants of each record
/// @param unverifiedPayload what is stated; to be believed only after [#verify]
/// @param claimedSigner who says they state it; to be believed only after [#verify]
/// @param ed25519 the first signature, 64 bytes
/// @param mlDsa44 the second signature, 2,420 bytes
public record SignedStatement(
    String contentType,
    byte[] unverifiedPayload,
    KeyId claimedSigner,
    byte[] ed25519,
    byte[] mlDsa44)
    implements Encodable {
  /// The longest payload in bytes: larger things are stated by their digest.
  public static final int MAX_PAYLOAD = 4 * 1024 * 1024;

  /// The longest encoding in bytes.
  public static final int MAX_BYTES = MAX_PAYLOAD + 4096;

  private static final int MAX_CONTENT_TYPE = 255;
  private static final int MAX_PROTECTED = 300;
  private static final int ED25519_SIGNATURE = 64;

  private static final int COSE_SIGN_TAG = 98;
  private static final int ALG_HEADER = 1;
  private static final int CONTENT_TYPE_HEADER = 3;
  private static final int KID_HEADER = 4;
  private static final int ED25519_ALG = -19;
  private static final int ML_DSA_44_ALG = -48;

  /// Copies the arrays.
  ///
  /// @throws IllegalArgumentException if a length is out of its bounds, or the content type is not
  ///   printable ASCII
  public SignedStatement {
    if (contentType.isEmpty()
        || contentType.length() > MAX_CONTENT_TYPE
        || contentType.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new IllegalArgumentException("a content type is 1 to 255 printable letters of ASCII");
    }
    if (unverifiedPayload.length > MAX_PAYLOAD
        || ed25519.length != ED25519_SIGNATURE
        || mlDsa44.length != MlDsa44.SIGNATURE_LENGTH) {
      throw new IllegalArgumentException("no statement has a payload or signatures so long");
    }
    unverifiedPayload = unverifiedPayload.clone();
    ed25519 = ed25519.clone();
    mlDsa44 = mlDsa44.clone();
  }

  /// States `payload` in the name of the key's holder.
  ///
  /// @throws IllegalStateException if the key pair has been closed
  public static SignedStatement sign(String contentType, byte[] payload, SigningKeyPair keys) {
    KeyId signer = keys.publicKey().keyId();
    return new SignedStatement(
        contentType,
        payload,
        signer,
        keys.signEd25519(toBeSigned(contentType, signer, ED25519_ALG, payload)),
        keys.signMlDsa(toBeSigned(contentType, signer, ML_DSA_44_ALG, payload)));
  }

  /// Checks that the holder of `key` states this, as something of `expectedContentType`.
  public Verification verify(String expectedContentType, HybridPublicKey key) {
    if (!contentType.equals(expectedContentType)) {
      return new Refused(Reason.OTHER_CONTENT_TYPE);
    }
    if (!claimedSigner.equals(key.keyId())) {
      return new Refused(Reason.OTHER_SIGNER);
    }
    if (!Ed25519PublicKey.verifies(key.ed25519(), toBeSigned(ED25519_ALG), ed25519)) {
      return new Refused(Reason.ED25519_FORGED);
    }
    if (!MlDsa44.verifies(key.mlDsa44(), toBeSigned(ML_DSA_44_ALG), mlDsa44)) {
      return new Refused(Reason.ML_DSA_44_FORGED);
    }
    return new Verified(unverifiedPayload);
  }

  @Override
  public byte[] unverifiedPayload() {
    return unverifiedPayload.clone();
  }

  @Override
  public byte[] ed25519() {
    return ed25519.clone();
  }

  @Override
  public byte[] mlDsa44() {
    return mlDsa44.clone();
  }

  @Override
  public void write(CborWriter out) {
    out.tag(COSE_SIGN_TAG).array(4).bytes(bodyHeader(contentType)).map(0).bytes(unverifiedPayload);
    out.array(2);
    out.array(3).bytes(signerHeader(claimedSigner, ED25519_ALG)).map(0).bytes(ed25519);
    out.array(3).bytes(signerHeader(claimedSigner, ML_DSA_44_ALG)).map(0).bytes(mlDsa44);
  }

  /// Reads what [#write] wrote.
  public static SignedStatement read(CborReader in) throws MalformedException {
    in.tag(COSE_SIGN_TAG).array(4);
    String contentType = readBodyHeader(in.bytes(MAX_PROTECTED));
    byte[] payload = in.map(0).bytes(MAX_PAYLOAD);
    in.array(2);
    KeyId signer = readSignerHeader(in.array(3).bytes(MAX_PROTECTED), ED25519_ALG);
    byte[] ed25519 = in.map(0).exactBytes(ED25519_SIGNATURE);
    KeyId second = readSignerHeader(in.array(3).bytes(MAX_PROTECTED), ML_DSA_44_ALG);
    byte[] mlDsa44 = in.map(0).exactBytes(MlDsa44.SIGNATURE_LENGTH);
    if (!second.equals(signer)) {
      throw new MalformedException("expected two signatures by one signer");
    }
    return new SignedStatement(contentType, payload, signer, ed25519, mlDsa44);
  }

  /// Reads exactly one statement.
  public static SignedStatement decode(byte[] encoding) throws MalformedException {
    return CborReader.whole(encoding, MAX_BYTES, SignedStatement::read);
  }

  private byte[] toBeSigned(int algorithm) {
    return toBeSigned(contentType, claimedSigner, algorithm, unverifiedPayload);
  }

  /// The Sig_structure (RFC 9052, section 4.4), without external data.
  private static byte[] toBeSigned(String type, KeyId signer, int algorithm, byte[] payload) {
    return new CborWriter()
        .array(5)
        .text("Signature")
        .bytes(bodyHeader(type))
        .bytes(signerHeader(signer, algorithm))
        .bytes(new byte[0])
        .bytes(payload)
        .toBytes();
  }

  private static byte[] bodyHeader(String contentType) {
    return new CborWriter().map(1).key(CONTENT_TYPE_HEADER).text(contentType).toBytes();
  }

  private static String readBodyHeader(byte[] header) throws MalformedException {
    return CborReader.whole(
        header, MAX_PROTECTED, in -> in.map(1).key(CONTENT_TYPE_HEADER).text(MAX_CONTENT_TYPE));
  }

  private static byte[] signerHeader(KeyId signer, int algorithm) {
    return new CborWriter()
        .map(2)
        .key(ALG_HEADER)
        .integer(algorithm)
        .key(KID_HEADER)
        .item(signer)
        .toBytes();
  }

  private static KeyId readSignerHeader(byte[] header, int algorithm) throws MalformedException {
    return CborReader.whole(
        header,
        MAX_PROTECTED,
        in -> {
          in.map(2).key(ALG_HEADER).integer(algorithm, algorithm);
          return KeyId.read(in.key(KID_HEADER));
        });
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SignedStatement that
        && contentType.equals(that.contentType)
        && claimedSigner.equals(that.claimedSigner)
        && Arrays.equals(unverifiedPayload, that.unverifiedPayload)
        && Arrays.equals(ed25519, that.ed25519)
        && Arrays.equals(mlDsa44, that.mlDsa44);
  }

  @Override
  public int hashCode() {
    return Objects.hash(contentType, claimedSigner, Arrays.hashCode(ed25519));
  }

  @Override
  public String toString() {
    return "SignedStatement[" + contentType + " by " + claimedSigner + "]";
  }
}
