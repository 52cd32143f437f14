// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.keys;

import io.cloister.attestation.appraisal.AppraisalPolicy;
import io.cloister.attestation.appraisal.AppraisalPolicyReader;
import io.cloister.client.CloisterClient;
import io.cloister.client.json.JsonException;
import io.cloister.client.keys.UserKeys;
import io.cloister.client.session.ClientException;
import io.cloister.client.session.RefusedException;
import io.cloister.client.worker.WorkerTrust;
import io.cloister.protocol.encoding.MalformedException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// Who calls which gateway. What is not given comes from the last `cloister login`, then from the
/// defaults of the local stack.
public final class SessionOptions {
  @ArgGroup(exclusive = false)
  private StateOption state = new StateOption();

  @Option(names = "--gateway", paramLabel = "URL", description = "The gateway's address.")
  private @Nullable URI gateway;

  @Option(names = "--issuer", paramLabel = "URL", description = "Where to sign in.")
  private @Nullable URI issuer;

  @Option(names = "--user", paramLabel = "NAME", description = "Who you are there.")
  private @Nullable String user;

  @Option(names = "--json", description = "Answer with one line of JSON.")
  private boolean json;

  /// Whether the answer is for a program.
  public boolean json() {
    return json;
  }

  /// Where keys and trust lie.
  public StateOption state() {
    return state;
  }

  /// A client in the user's name.
  ///
  /// @throws RefusedException if nobody is signed in
  /// @throws IOException if the session cannot be read
  public CloisterClient client() throws ClientException, IOException {
    Session session = session();
    return new CloisterClient(session.gateway(), session.tokens(state.folder()), state.folder());
  }

  /// The user's keys; the caller closes them.
  public UserKeys keys(CloisterClient client) throws ClientException, IOException {
    return client.keys().user(session().user());
  }

  /// Whom to seal to.
  ///
  /// @param policy a file with one's own appraisal policy; null for the chain's
  public WorkerTrust workers(@Nullable Path policy)
      throws ClientException, IOException, MalformedException {
    Optional<AppraisalPolicy> own =
        policy == null
            ? Optional.empty()
            : Optional.of(AppraisalPolicyReader.read(Files.readAllBytes(policy)));
    return new WorkerTrust(state.trust(), own);
  }

  /// The session that these options and the last sign-in make.
  Session session() throws ClientException, IOException {
    Session last;
    try {
      last = Session.last(state.folder());
    } catch (JsonException e) {
      throw new RefusedException(
          "session-malformed", "the session file: " + e.getMessage(), "run cloister login again");
    }
    return new Session(
        gateway == null ? last.gateway() : gateway,
        issuer == null ? last.issuer() : issuer,
        user == null ? last.user() : user);
  }
}
