// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.stack;

import io.cloister.cli.terminal.CliException;
import io.cloister.policy.bundle.PolicyBundle;
import io.cloister.protocol.chain.ChainParameters;
import io.cloister.protocol.chain.Genesis;
import io.cloister.protocol.chain.Party;
import io.cloister.protocol.checkpoint.Roster;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.signature.Ed25519KeyPair;
import io.cloister.protocol.signature.HybridPublicKey;
import io.cloister.protocol.signature.SigningKeyPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// The keys of a local chain's parties and the genesis that names them: what a real network agrees
/// on once, made here by one machine for itself. Private keys are readable by their owner only.
final class StackKeys {

  /// As many operators as there may be workers, so that a later run may have more workers.
  static final int OPERATORS = 16;

  /// Revealing is one message; a worker that needs longer is gone.
  private static final int REVEAL_SECONDS = 30;

  /// Rounds of other workers before a job fails.
  private static final int MAX_ROUNDS = 5;

  /// A registration of a machine that is started by hand lasts a day.
  private static final int REGISTRATION_SECONDS = 24 * 60 * 60;

  /// Fresh evidence names one of the last blocks.
  private static final int NONCE_WINDOW_BLOCKS = 256;

  /// A worker that is gone gets no more work after two of these.
  private static final int HEARTBEAT_SECONDS = 15;

  private static final String PROCESSING = "src/main/resources/cloister/policies";

  private final Path folder;
  private final SecureRandom random;
  private final InstantSource clock;

  /// Keys in the given state.
  StackKeys(StateDirectory state, SecureRandom random, InstantSource clock) {
    this.folder = state.folder("chain");
    this.random = random;
    this.clock = clock;
  }

  /// The genesis, which every party pins.
  Path genesis() {
    return folder.resolve("genesis.cbor");
  }

  /// The key by which a gatekeeper signs.
  ///
  /// @param index from 0
  Path gatekeeper(int index) {
    return folder.resolve(gatekeeperName(index) + ".key");
  }

  /// What a gatekeeper is called in the genesis.
  ///
  /// @param index from 0
  static String gatekeeperName(int index) {
    return "gatekeeper-" + index;
  }

  /// The key by which the gateway authorizes jobs.
  Path gateway() {
    return folder.resolve("gateway.key");
  }

  /// The key that stands in for a TEE vendor's.
  Path simulatedPlatform() {
    return folder.resolve("simulated-platform.key");
  }

  /// The key by which an operator vouches for a worker.
  ///
  /// @param index from 0
  Path operator(int index) {
    return folder.resolve(operatorId(index) + ".key");
  }

  /// What an operator is called.
  ///
  /// @param index from 0
  static String operatorId(int index) {
    return "operator-" + (index + 1);
  }

  /// Makes all keys and the genesis, unless they are there. The genesis comes last, so that half of
  /// them never counts.
  ///
  /// @param gatekeepers how many there are to be
  /// @param policies the folder of the policies that the chain's members agree on
  void make(int gatekeepers, Path policies) {
    if (Files.exists(genesis())) {
      requireGatekeepers(gatekeepers);
      return;
    }
    try {
      Genesis genesis =
          new Genesis(
              "cloister-local",
              clock.millis(),
              new Roster(gatekeeperMembers(gatekeepers)),
              operators(),
              List.of(new Party("gateway", signingKey(gateway()))),
              Files.readAllBytes(policies.resolve("appraisal/development.json")),
              List.of(processing(policies.resolve(PROCESSING))),
              signingKey(simulatedPlatform()),
              new ChainParameters(
                  REVEAL_SECONDS,
                  MAX_ROUNDS,
                  REGISTRATION_SECONDS,
                  NONCE_WINDOW_BLOCKS,
                  HEARTBEAT_SECONDS));
      write(genesis(), genesis.encode());
    } catch (IOException failed) {
      throw CliException.unreachable(
              "cannot make the chain's keys", folder.toString(), "make the folder writable")
          .causedBy(failed);
    }
  }

  /// The name of the policy bundle that decides whether a job may process data.
  private static Digest processing(Path folder) throws IOException {
    byte[] policySet = Files.readAllBytes(folder.resolve("processing/processing.json"));
    byte[] schema = Files.readAllBytes(folder.resolve("cloister.cedarschema"));
    return PolicyBundle.of(policySet, schema).digest();
  }

  private List<Party> operators() throws IOException {
    List<Party> operators = new ArrayList<>();
    for (int index = 0; index < OPERATORS; index++) {
      operators.add(new Party(operatorId(index), signingKey(operator(index))));
    }
    return operators;
  }

  /// A chain's gatekeepers are part of its name: another number is another chain.
  private void requireGatekeepers(int wanted) {
    try {
      int named = Genesis.decode(Files.readAllBytes(genesis())).gatekeepers().members().size();
      if (named != wanted) {
        throw CliException.usage(
            "this state is of a chain with " + named + " gatekeepers, not " + wanted,
            genesis().toString(),
            "say --gatekeepers " + named + ", or take another folder by --data");
      }
    } catch (IOException | MalformedException e) {
      throw CliException.unreachable(
              "cannot read the chain's genesis",
              genesis().toString(),
              "take another folder by --data")
          .causedBy(e);
    }
  }

  private List<Roster.Member> gatekeeperMembers(int count) throws IOException {
    List<Roster.Member> members = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      try (Ed25519KeyPair pair = Ed25519KeyPair.generate(random)) {
        Path file = gatekeeper(index);
        pair.<Void, IOException>with(exported -> write(file, exported));
        members.add(new Roster.Member(gatekeeperName(index), pair.publicKey(), 1));
      }
    }
    return members;
  }

  private HybridPublicKey signingKey(Path file) throws IOException {
    try (SigningKeyPair pair = SigningKeyPair.generate(random)) {
      pair.<Void, IOException>with(exported -> write(file, exported));
      return pair.publicKey();
    }
  }

  @SuppressWarnings("NullAway") // Void has no other value
  private Void write(Path file, byte[] content) throws IOException {
    FileAttribute<?> ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Path draft = Files.createTempFile(folder, ".new", null, ownerOnly);
    Files.write(draft, content);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return null;
  }
}
