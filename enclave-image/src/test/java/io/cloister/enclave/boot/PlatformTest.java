// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.enclave.attest.DevelopmentPlatform;
import io.cloister.enclave.attest.GramineProducer;
import io.cloister.enclave.attest.OcclumProducer;
import io.cloister.enclave.attest.TsmProducer;
import io.cloister.enclave.boot.WorkerConfig.ConfigException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which platform a worker takes, and where its settings come from.
final class PlatformTest {
  @TempDir private Path root;

  private static WorkerConfig config(String... more) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "CLOISTER_CHAIN_URLS", "http://127.0.0.1:1",
                "CLOISTER_GATEWAY_URL", "http://127.0.0.1:2",
                "CLOISTER_GENESIS_FILE", "genesis.cbor",
                "CLOISTER_OPERATOR", "operator-1",
                "CLOISTER_OPERATOR_KEY", "AQID",
                "CLOISTER_REGION", "eu"));
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return WorkerConfig.of(settings);
  }

  @Test
  void takesTheHardwareThatIsThere() throws IOException {
    Files.createDirectories(root.resolve("sys/kernel/config/tsm/report"));
    assertThat(Platform.evidence(config(), root, Optional.empty())).isInstanceOf(TsmProducer.class);
  }

  @Test
  void takesWhatTheConfigurationNamesWhateverIsThere() throws IOException {
    Files.createDirectories(root.resolve("sys/kernel/config/tsm/report"));
    assertThat(Platform.evidence(config("CLOISTER_EVIDENCE", "gramine"), root, Optional.empty()))
        .isInstanceOf(GramineProducer.class);
    assertThat(Platform.evidence(config("CLOISTER_EVIDENCE", "occlum"), root, Optional.empty()))
        .isInstanceOf(OcclumProducer.class);
  }

  @Test
  void simulatesNothingThatWasNotAskedToBeSimulated() {
    assertThatThrownBy(() -> Platform.evidence(config(), root, DevelopmentPlatform.ofBuild()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("no TEE")
        .hasMessageContaining("/dev/sgx (occlum)");
  }

  @Test
  void aProductionBuildMakesNoSimulatedEvidence() {
    WorkerConfig simulated =
        config("CLOISTER_EVIDENCE", "simulated", "CLOISTER_SIMULATED_PLATFORM_KEY_FILE", "key");
    assertThatThrownBy(() -> Platform.evidence(simulated, root, Optional.empty()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("production build");
  }

  @Test
  void refusesSettingsThatCannotBeMeant() {
    assertThatThrownBy(() -> config("CLOISTER_EVIDENCE", "sgx"))
        .hasMessageContaining("use occlum, gramine, tsm, simulated or auto");
    assertThatThrownBy(() -> config("CLOISTER_EVIDENCE", "simulated"))
        .hasMessageContaining("CLOISTER_SIMULATED_PLATFORM_KEY_FILE is missing");
    assertThatThrownBy(() -> config("CLOISTER_OPERATOR_KEY", "not base64!"))
        .hasMessageContaining("CLOISTER_OPERATOR_KEY is no base64");
    assertThatThrownBy(() -> config("CLOISTER_OPERATOR_KEY_FILE", "key"))
        .hasMessageContaining("set one of them");
  }

  @Test
  void readsSettingsFromTheEnvironmentOrFromStandardInput() throws IOException {
    Map<String, String> environment = Map.of("A", "1");
    assertThat(settings("B=2\n\nC=3=4\n")).isEqualTo(Map.of("B", "2", "C", "3=4"));
    assertThat(WorkerSettings.of(new String[0], environment, InputStream.nullInputStream()))
        .isEqualTo(environment);
  }

  @Test
  void refusesOtherArgumentsAndOtherInput() {
    assertThatThrownBy(() ->
            WorkerSettings.of(new String[] {"-", "-"}, Map.of(), InputStream.nullInputStream()))
        .isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> settings("A=1\nA=2")).hasMessageContaining("line 2");
    assertThatThrownBy(() -> settings("secret")).hasMessageNotContaining("secret");
    assertThatThrownBy(() -> settings("A=" + "x".repeat(5 << 20))).hasMessageContaining("too long");
  }

  private static Map<String, String> settings(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return WorkerSettings.of(new String[] {"-"}, Map.of("A", "1"), new ByteArrayInputStream(bytes));
  }
}
