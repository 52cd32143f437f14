// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway;

import static io.cloister.gateway.Api.append;
import static io.cloister.gateway.Api.as;
import static io.cloister.gateway.Api.makeReady;
import static io.cloister.gateway.Api.openUpload;
import static io.cloister.gateway.Api.refused;
import static io.cloister.gateway.Api.register;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.job.ContentTypes;
import io.cloister.protocol.job.SealedContent;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

@GatewayTest
class DatasetTest {
  private final TestOwner owner = new TestOwner("airline", 150_000);

  @Test
  void becomesReadyWhenAllChunksHaveCome() {
    makeReady(owner);
    as(owner.token("data-owner"))
        .get("/v1/datasets/" + owner.id())
        .then()
        .statusCode(200)
        .body("state", equalTo("READY"))
        .body("columns[0].name", equalTo("delay"));
  }

  @Test
  void registersTheSameDeclarationOnce() {
    register(owner).then().statusCode(201).header("Location", endsWith(owner.id()));
    register(owner).then().statusCode(201).header("Location", endsWith(owner.id()));
  }

  @Test
  void goesOnWhereAnUploadWasInterrupted() {
    register(owner);
    String upload = openUpload(owner);
    append(owner, upload, 0, Arrays.copyOf(owner.ciphertext, 1_000)).then().statusCode(204);
    refused(append(owner, upload, 0, new byte[10]), 409, "upload-offset-mismatch");
    as(owner.token("data-owner"))
        .head(upload)
        .then()
        .statusCode(204)
        .header("Upload-Offset", "1000")
        .header("Upload-Length", "150000");
    byte[] rest = Arrays.copyOfRange(owner.ciphertext, 1_000, owner.ciphertext.length);
    append(owner, upload, 1_000, rest).then().statusCode(204).header("Upload-Offset", "150000");
    refused(append(owner, upload, 150_000, new byte[1]), 409, "upload-closed");
  }

  @Test
  void refusesBytesThatTheOwnerDidNotSignFor() {
    register(owner);
    String upload = openUpload(owner);
    byte[] other = owner.ciphertext.clone();
    other[77_777] ^= 1;
    refused(append(owner, upload, 0, other), 422, "upload-digest-mismatch");
    refused(append(owner, upload, 0, other), 409, "upload-closed");
    makeReady(owner);
  }

  @Test
  void refusesUploadsThatAreTooLarge() {
    register(owner);
    SealedContent huge =
        new SealedContent(owner.declaration.digest(), Digest.of(new byte[0]), 1L << 50);
    refused(
        as(owner.token("data-owner"))
            .body(Map.of("statement", owner.sign(ContentTypes.CONTENT, huge.encode())))
            .post("/v1/datasets/" + owner.id() + "/uploads"),
        413,
        "upload-too-large");
    String upload = openUpload(owner);
    refused(append(owner, upload, 0, new byte[4 * 1024 * 1024 + 1]), 413, "upload-too-large");
    refused(append(owner, upload, 0, new byte[150_001]), 413, "upload-too-large");
  }

  @Test
  void refusesDeclarationsOfAnotherTenantOrAnotherKey() {
    TestOwner other = new TestOwner("airport", 10);
    refused(
        as(owner.token("data-owner"))
            .body(Map.of("statement", other.signedDeclaration()))
            .post("/v1/datasets"),
        422,
        "tenant-mismatch");
    String forged = other.sign(ContentTypes.DECLARATION, owner.declaration.encode());
    refused(
        as(owner.token("data-owner")).body(Map.of("statement", forged)).post("/v1/datasets"),
        422,
        "signature-refused");
  }

  @Test
  void namesWhatIsWrongWithABody() {
    refused(as(owner.token("data-owner")).body("{").post("/v1/datasets"), 400, "malformed-json");
    refused(
            as(owner.token("data-owner")).body(Map.of()).post("/v1/datasets"),
            400,
            "validation-failed")
        .body("field", equalTo("statement"));
    refused(
        as(owner.token("data-owner")).body(Map.of("statement", "AAAA")).post("/v1/datasets"),
        400,
        "malformed-statement");
    refused(as(owner.token("data-owner")).get("/v1/datasets/not-a-digest"), 400, "malformed-id");
  }

  @Test
  void listsPageByPage() {
    TestOwner first = new TestOwner("lister", 10);
    register(first);
    register(new TestOwner("lister", 10));
    register(new TestOwner("lister", 10));
    var page = as(first.token("analyst")).get("/v1/datasets?limit=2").then().statusCode(200);
    assertThat(page.extract().jsonPath().getList("id")).hasSize(2);
    String link = page.extract().header("Link");
    String next = link.substring(1, link.indexOf('>'));
    var last = as(first.token("analyst")).urlEncodingEnabled(false).get(next).then();
    assertThat(last.extract().jsonPath().getList("id")).containsExactly(first.id());
    assertThat(last.extract().header("Link")).isNull();
  }
}
