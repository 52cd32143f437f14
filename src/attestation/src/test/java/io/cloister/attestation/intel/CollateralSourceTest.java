// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.intel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.attestation.AttestationResult.Proven;
import io.cloister.attestation.Endorsements.IntelCollateral;
import io.cloister.attestation.Octets;
import io.cloister.attestation.SignedText;
import io.cloister.attestation.Verifier;
import io.cloister.attestation.pcs.CollateralFolder;
import io.cloister.attestation.pcs.CollateralSource;
import io.cloister.attestation.pcs.PcsClient;
import io.cloister.attestation.pcs.PlatformSubject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollateralSourceTest {
  private static final int DOCUMENTS = 4;

  @TempDir private Path folder;
  private final Mint mint = new Mint();
  private final FakePcs pcs = new FakePcs();
  private final PlatformSubject subject = PlatformSubject.of(mint.evidence()).orElseThrow();
  private Instant now = Mint.NOW;

  @Test
  void fetchesWhatVerifiesTheQuoteByteForByte() throws Exception {
    IntelCollateral has = mint.collateral();
    pcs.has = has;
    IntelCollateral found = source().collateral(subject);

    assertThat(found).isEqualTo(has);
    Verifier verifier = new Verifier(List.of(new IntelVerifier(mint.root())));
    assertThat(verifier.verify(mint.evidence(), found, now)).isInstanceOf(Proven.class);
    assertThat(pcs.asked)
        .extracting(URI::toString)
        .containsExactlyInAnyOrder(
            "https://pccs/sgx/certification/v4/tcb?fmspc=50806f000000",
            "https://pccs/sgx/certification/v4/qe/identity",
            "https://pccs/sgx/certification/v4/pckcrl?ca=platform&encoding=der",
            "https://pccs/sgx/certification/v4/rootcacrl");
  }

  @Test
  void asksAgainOnlyWhenTheFirstPartHasRunOut() throws Exception {
    pcs.has = mint.collateral();
    source().collateral(subject);
    now = Instant.parse("2026-06-19T00:00:00Z");
    source().collateral(subject);
    assertThat(pcs.asked).hasSize(DOCUMENTS);

    mint.issueDate = "2026-06-18T00:00:00Z";
    mint.nextUpdate = "2026-07-18T00:00:00Z";
    IntelCollateral next = mint.collateral();
    pcs.has = next;
    now = now.plusSeconds(1);
    assertThat(source().collateral(subject)).isEqualTo(next);
    assertThat(pcs.asked).hasSize(2 * DOCUMENTS);
  }

  @Test
  void handsOutWhatItKeepsWhileTheServiceIsDown() throws Exception {
    IntelCollateral has = mint.collateral();
    pcs.has = has;
    source().collateral(subject);
    pcs.has = null;
    now = now.plus(Duration.ofDays(60));
    CollateralSource source = source();
    assertThat(source.collateral(subject)).isEqualTo(has);
    int asked = pcs.asked.size();
    assertThat(source.collateral(subject)).isEqualTo(has);
    assertThat(pcs.asked).as("a failed service is left alone for a while").hasSize(asked);
    now = now.plusSeconds(60);
    source.collateral(subject);
    assertThat(pcs.asked).hasSizeGreaterThan(asked);
  }

  @Test
  void isNotRolledBack() throws Exception {
    mint.issueDate = "2026-05-25T00:00:00Z";
    mint.nextUpdate = "2026-06-01T00:00:00Z";
    now = Instant.parse("2026-05-30T00:00:00Z");
    IntelCollateral newer = mint.collateral();
    pcs.has = newer;
    source().collateral(subject);

    mint.issueDate = "2026-05-20T00:00:00Z";
    mint.nextUpdate = "2026-06-19T00:00:00Z";
    pcs.has = mint.collateral();
    now = Mint.NOW;
    assertThat(source().collateral(subject)).isEqualTo(newer);
  }

  @Test
  void keepsNothingThatIsNotIntels() throws Exception {
    IntelCollateral good = mint.collateral();
    SignedText info = good.tcbInfo();
    byte[] changed = info.body().toBytes();
    changed[changed.length / 2] ^= 1;
    pcs.has =
        new IntelCollateral(
            new SignedText(Octets.of(changed), info.signature(), info.issuerChain()),
            good.qeIdentity(),
            good.rootCrl(),
            good.pckCrl(),
            good.pckCrlIssuerChain());
    assertThatThrownBy(() -> source().collateral(subject)).isInstanceOf(IOException.class);
    pcs.has = new Mint().collateral();
    assertThatThrownBy(() -> source().collateral(subject)).isInstanceOf(IOException.class);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void fetchesAnewWhatWasDamagedOnDisk() throws Exception {
    IntelCollateral has = mint.collateral();
    pcs.has = has;
    source().collateral(subject);
    try (var files = Files.list(folder)) {
      Files.writeString(files.findFirst().orElseThrow(), "{");
    }
    assertThat(source().collateral(subject)).isEqualTo(has);
    assertThat(pcs.asked).hasSize(2 * DOCUMENTS);
  }

  @Test
  void asksOnceForManyAtATime() throws Exception {
    pcs.has = mint.collateral();
    CollateralSource source = source();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<IntelCollateral>> found = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        found.add(threads.submit(() -> source.collateral(subject)));
      }
      for (Future<IntelCollateral> each : found) {
        assertThat(each.get()).isNotNull();
      }
    }
    assertThat(pcs.asked).hasSize(DOCUMENTS);
  }

  private CollateralSource source() {
    return new CollateralSource(
        PcsClient.ofCache(pcs, URI.create("https://pccs")),
        mint.root(),
        new CollateralFolder(folder),
        () -> now);
  }
}
