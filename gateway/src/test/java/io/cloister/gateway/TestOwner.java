// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway;

import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.envelope.SealedEnvelope;
import io.cloister.protocol.job.AnalysisRules;
import io.cloister.protocol.job.Approval;
import io.cloister.protocol.job.Column;
import io.cloister.protocol.job.ColumnType;
import io.cloister.protocol.job.ContentTypes;
import io.cloister.protocol.job.DataFormat;
import io.cloister.protocol.job.DatasetDeclaration;
import io.cloister.protocol.job.KeyGrant;
import io.cloister.protocol.job.Labels;
import io.cloister.protocol.job.SealedContent;
import io.cloister.protocol.job.StopOrder;
import io.cloister.protocol.signature.SignedStatement;
import io.cloister.protocol.signature.SigningKeyPair;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// A company that owns one dataset, with the keys that its client would hold.
@NullMarked
final class TestOwner {
  static final long HOUR = 3_600_000;

  private static final SecureRandom RANDOM = new SecureRandom();

  final String tenant;
  final SigningKeyPair keys = SigningKeyPair.generate(RANDOM);
  final DatasetDeclaration declaration;
  final byte[] ciphertext;

  TestOwner(String tenant, int bytes) {
    this.tenant = tenant;
    this.declaration =
        new DatasetDeclaration(
            tenant,
            "flights of " + tenant,
            1,
            List.of(new Column("delay", ColumnType.BIGINT)),
            DataFormat.CSV,
            List.of("dpv:ServiceOptimisation"),
            "not-personal-data",
            List.of(),
            List.of("eu"),
            new AnalysisRules(10, List.of()),
            keys.publicKey(),
            System.nanoTime());
    this.ciphertext = new byte[bytes];
    RANDOM.nextBytes(ciphertext);
  }

  String token(String... roles) {
    return TestTokens.token(tenant, roles);
  }

  String id() {
    return declaration.digest().hex();
  }

  String signedDeclaration() {
    return sign(ContentTypes.DECLARATION, declaration.encode());
  }

  String signedContent() {
    SealedContent content =
        new SealedContent(declaration.digest(), Digest.of(ciphertext), ciphertext.length);
    return sign(ContentTypes.CONTENT, content.encode());
  }

  String approval(Digest definition, long now) {
    Approval approval = new Approval(definition, declaration.digest(), now - 1, now + HOUR);
    return sign(ContentTypes.APPROVAL, approval.encode());
  }

  String stop(Digest definition, long now) {
    StopOrder stop = new StopOrder(definition, declaration.digest(), now);
    return sign(ContentTypes.STOP, stop.encode());
  }

  String grant(Digest definition, TestWorker worker) {
    SealedEnvelope key =
        SealedEnvelope.seal(
            worker.recipient.publicKey(),
            Labels.KEY_GRANT,
            KeyGrant.aad(definition, declaration.digest()),
            new byte[32]);
    KeyGrant grant =
        new KeyGrant(definition, declaration.digest(), worker.recipient.publicKey().digest(), key);
    return base64(grant.encode());
  }

  String sign(String contentType, byte[] payload) {
    return base64(SignedStatement.sign(contentType, payload, keys).encode());
  }

  static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
