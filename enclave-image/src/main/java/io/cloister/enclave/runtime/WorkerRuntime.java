// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.runtime;

import io.cloister.enclave.channel.ChainClient;
import io.cloister.enclave.channel.GatewayClient;
import io.cloister.enclave.program.JobEngine;
import io.cloister.enclave.program.PlainFile;
import io.cloister.protocol.chain.Genesis;
import io.cloister.protocol.encoding.Digest;
import java.security.SecureRandom;
import java.time.InstantSource;

/// Wires the parts that follow the chain and run jobs.
///
/// @param transactions gets this worker's operations onto the chain
/// @param runner does the work
public record WorkerRuntime(Transactions transactions, JobRunner runner) {
  /// What the parts need from outside.
  ///
  /// @param keys this worker's
  /// @param region where it stands
  /// @param nodes of the chain
  /// @param watch follows the chain
  /// @param gateway has orders
  public record Setting(
      WorkerKeys keys,
      String region,
      ChainClient nodes,
      ChainWatch watch,
      GatewayClient gateway,
      Genesis genesis) {}

  /// How programs run.
  ///
  /// @param engine runs them
  /// @param memory holds plaintext
  /// @param memoryBytes what one run may allocate
  public record Machine(JobEngine engine, PlainFile.Store memory, long memoryBytes) {}

  /// Wires a runtime and lets it hear of blocks.
  ///
  /// @param standings as what the worker is and was registered
  public static WorkerRuntime of(
      Setting setting,
      Machine machine,
      Counters counters,
      Standings standings,
      InstantSource clock) {
    SecureRandom random = new SecureRandom();
    Digest chainId = setting.genesis().digest();
    Transactions transactions =
        new Transactions(setting.nodes(), chainId, setting.keys().signing(), clock);
    JobExecution execution =
        new JobExecution(
            setting.gateway(),
            new OrderCheck(setting.keys(), setting.region(), setting.genesis().policies()),
            new InputFetcher(setting.gateway(), machine.memory(), clock, random),
            machine.engine(),
            new JobExecution.Environment(setting.watch(), clock, random, machine.memoryBytes()));
    Receipts receipts = new Receipts(setting.keys(), chainId, standings);
    JobRunner runner =
        new JobRunner(
            new JobRunner.Tools(execution, receipts, setting.gateway(), transactions, counters),
            clock,
            random);
    setting.watch().listen(transactions);
    setting.watch().listen(new Heartbeats(setting.keys().id(), transactions, clock));
    setting.watch().listen(new Assignments(setting.keys().id(), runner));
    return new WorkerRuntime(transactions, runner);
  }
}
