// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.system.job;

import io.cloister.cli.keys.Session;
import io.cloister.cli.stack.Checkout;
import io.cloister.cli.stack.DemoUser;
import io.cloister.cli.stack.Ports;
import io.cloister.cli.stack.RunningStack;
import io.cloister.cli.stack.StackOptions;
import io.cloister.cli.terminal.Console;
import io.cloister.client.CloisterClient;
import io.cloister.client.dataset.CsvSchema;
import io.cloister.client.job.JobState;
import io.cloister.client.job.JobView;
import io.cloister.client.job.Submission;
import io.cloister.client.session.Gateway;
import io.cloister.client.session.IdentityProvider;
import io.cloister.client.session.PasswordGrant;
import io.cloister.client.trust.Trust;
import io.cloister.client.worker.WorkerTrust;
import io.cloister.protocol.chain.Genesis;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.job.AnalysisRules;
import io.cloister.protocol.job.Constraints;
import io.cloister.protocol.job.DataFormat;
import io.cloister.protocol.job.DatasetDeclaration;
import io.cloister.protocol.job.Input;
import io.cloister.protocol.job.JobDefinition;
import io.cloister.protocol.job.JobParameters;
import io.cloister.protocol.job.Parameter;
import io.cloister.protocol.job.Program;
import io.cloister.protocol.job.ProgramKind;
import io.cloister.protocol.job.Recipient;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A running stack, two people of two companies who are signed in, and a dataset of each.
///
/// What people keep to themselves, plaintext and keys, lies beside the stack's folder, not in it.
final class World implements AutoCloseable {
  /// How many workers the stack has: a quorum that outvotes one liar.
  static final int WORKERS = 3;

  static final String PURPOSE = "dpv:ServiceOptimisation";
  static final List<String> REGIONS = List.of("US");

  final RunningStack stack;
  final Person ava;
  final Person max;
  final Trust trust;
  final Fleet fleet;
  private final Path folder;
  private final Ports ports;
  private final InstantSource clock = InstantSource.system();
  private final Digest shipments;
  private final Digest plants;

  private World(Path folder, Ports ports, RunningStack stack) throws Exception {
    this.folder = folder;
    this.ports = ports;
    this.stack = stack;
    this.trust =
        new Trust(
            Genesis.decode(Files.readAllBytes(stack.genesis())).digest(),
            Trust.Simulated.ALLOWED,
            "made on this machine");
    this.ava = signIn("ava");
    this.max = signIn("max");
    this.fleet = new Fleet(stack, ava, trust);
    Path shipmentsFile = folder.resolve("shipments.csv");
    Path plantsFile = folder.resolve("plants.csv");
    Shipments.writeShipments(shipmentsFile);
    Shipments.writePlants(plantsFile);
    this.shipments = upload(ava, shipmentsFile, declaration(ava, shipmentsFile, "shipments"));
    this.plants = upload(max, plantsFile, declaration(max, plantsFile, "plants"));
  }

  /// Starts everything, with empty state.
  static World start() throws Exception {
    Path root = root();
    Path folder = root.resolve("src/system-tests/target/world");
    delete(folder); // what the last run left, to be looked at until now
    Files.createDirectories(folder);
    Checkout checkout =
        new Checkout(
            root,
            Path.of(System.getProperty("cloister.maven", "mvn")),
            Path.of(System.getProperty("java.home")));
    Ports ports = FreePorts.find();
    StackOptions options =
        new StackOptions(ports, 1, WORKERS, Optional.of(folder.resolve("stack")));
    PrintStream nowhere =
        new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    RunningStack stack =
        RunningStack.start(options, checkout, new Console(nowhere, nowhere, Console.Mode.PLAIN));
    try {
      return new World(folder, ports, stack);
    } catch (Exception failed) {
      stack.close();
      throw failed;
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /// The checkout.
  static Path root() {
    return Path.of(System.getProperty("cloister.root", "")).toAbsolutePath().normalize();
  }

  /// Declares a dataset of one of the people, seals it and uploads it.
  Digest upload(Person owner, Path file, DatasetDeclaration declaration) throws Exception {
    Digest id = owner.client().datasets().register(declaration, owner.keys());
    owner.client().datasets().upload(id, file, owner.keys(), (done, total) -> {});
    return id;
  }

  /// A declaration of a CSV file, whose rows nobody guards.
  DatasetDeclaration declaration(Person owner, Path file, String name) throws Exception {
    return declaration(owner, file, name, new AnalysisRules(1, List.of()));
  }

  DatasetDeclaration declaration(Person owner, Path file, String name, AnalysisRules rules)
      throws Exception {
    return new DatasetDeclaration(
        owner.tenant(),
        name,
        1,
        CsvSchema.infer(file),
        DataFormat.CSV,
        List.of(PURPOSE),
        "not-personal-data",
        List.of(),
        REGIONS,
        rules,
        owner.keys().signing().publicKey(),
        clock.millis());
  }

  /// Proposes a question over both companies' datasets; nobody has approved it yet.
  Digest define(Question question) throws Exception {
    return define(
        question, List.of(new Input("shipments", shipments), new Input("plants", plants)));
  }

  Digest define(Question question, List<Input> inputs) throws Exception {
    return ava.client().agreements().define(definition(question, inputs));
  }

  private JobDefinition definition(Question question, List<Input> inputs) {
    return new JobDefinition(
        ava.tenant(),
        question.name(),
        new Program(ProgramKind.SQL, question.sql()),
        inputs,
        PURPOSE,
        List.of(new Recipient(ava.tenant(), ava.keys().recipient().publicKey())),
        question.parameters(),
        new Constraints(WORKERS, question.quorum(), question.runSeconds(), REGIONS),
        clock.millis(),
        clock.millis() + question.inForce().toMillis());
  }

  /// Proposes a question, and both owners approve it for the workers of the fleet.
  Digest agree(Question question) throws Exception {
    Digest id = define(question);
    approve(id);
    return id;
  }

  void approve(Digest id) throws Exception {
    ava.approve(id, fleet.workers());
    max.approve(id, fleet.workers());
  }

  JobView submit(Digest definition, List<Parameter> parameters) throws Exception {
    return submit(new Submission(definition, new JobParameters(parameters), key()));
  }

  JobView submit(Submission submission) throws Exception {
    return ava.client().jobs().submit(submission, new WorkerTrust(trust, Optional.empty()));
  }

  static String key() {
    return UUID.randomUUID().toString();
  }

  /// Submits a job and follows it to its end.
  JobView run(Digest definition, Consumer<JobState> listener) throws Exception {
    JobView job = submit(definition, List.of());
    return ava.client().jobs().follow(job.id(), listener);
  }

  /// Where the stack listens; the port of one worker more is free.
  Ports ports() {
    return ports;
  }

  /// A folder that the stack knows nothing of.
  Path folder() {
    return folder;
  }

  private Person signIn(String name) throws Exception {
    DemoUser user =
        DemoUser.ALL.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    IdentityProvider provider =
        new IdentityProvider(stack.endpoints().keycloak(), Session.CLIENT_ID);
    Gateway gateway =
        new Gateway(
            stack.endpoints().gateway(),
            new PasswordGrant(provider, name, stack.password(user), clock));
    Path own = Files.createDirectories(folder.resolve(name));
    CloisterClient client = new CloisterClient(gateway, own, new SecureRandom(), clock);
    return new Person(client.me().text("tenant"), gateway, client, client.keys().user(name));
  }

  @Override
  public void close() {
    ava.close();
    max.close();
    stack.close();
  }
}
