// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.keys;

import io.cloister.client.session.RefusedException;
import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.signature.KeyId;
import io.cloister.protocol.stream.DataKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.regex.Pattern;

/// Keys on the disk of the person they belong to: a file per person and per dataset, mode 0600.
///
/// Trusts the operating system to keep other users out. Losing a data key loses its dataset; nobody
/// else has one.
public final class Keystore {
  private static final Pattern USER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,127}");

  private final Path users;
  private final Path dataKeys;
  private final SecureRandom random;

  /// @param state the folder of everything that belongs to this installation
  public Keystore(Path state, SecureRandom random) {
    this.users = state.resolve("keys");
    this.dataKeys = state.resolve("data-keys");
    this.random = random;
  }

  /// A person's keys, made on first use.
  ///
  /// @throws RefusedException if the name is none, or the file is not a key file
  /// @throws IOException if it can be neither read nor written
  public UserKeys user(String name) throws RefusedException, IOException {
    if (!USER.matcher(name).matches()) {
      throw new RefusedException(
          "user-malformed",
          "a user's name has letters, digits and . _ @ - only",
          "pass --user NAME as you sign in");
    }
    Path file = users.resolve(name + ".key");
    if (!Files.exists(file)) {
      try (UserKeys fresh = UserKeys.generate(random)) {
        KeyFile.create(file, fresh.export());
      }
    }
    byte[] content = KeyFile.read(file);
    try {
      return UserKeys.restore(content);
    } catch (MalformedException e) {
      throw damaged(file);
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  /// Makes a dataset's data key, unless there is one.
  ///
  /// @param owner the key that signs the dataset's declaration
  /// @throws IOException if it cannot be written
  public void createDataKey(Digest dataset, KeyId owner) throws IOException {
    try (DataKey fresh = DataKey.generate(random)) {
      KeyFile.create(
          file(dataset),
          fresh.with(
              bytes -> new CborWriter().map(2).key(1).bytes(bytes).key(2).item(owner).toBytes()));
    }
  }

  /// A dataset's data key.
  ///
  /// @throws RefusedException if it is not here
  /// @throws IOException if it cannot be read
  public DataKey dataKey(Digest dataset) throws RefusedException, IOException {
    return read(
        dataset,
        in -> {
          byte[] key = in.map(2).key(1).exactBytes(DataKey.LENGTH);
          KeyId.read(in.key(2));
          try {
            return DataKey.fromBytes(key);
          } finally {
            Arrays.fill(key, (byte) 0);
          }
        });
  }

  /// Whether a dataset's data key is here and its declaration is signed by this key: whether one
  /// may speak for it.
  ///
  /// @throws RefusedException if the file is not a key file
  /// @throws IOException if it cannot be read
  public boolean speaksFor(Digest dataset, KeyId owner) throws RefusedException, IOException {
    return Files.exists(file(dataset)) && ownerOf(dataset).equals(owner);
  }

  private KeyId ownerOf(Digest dataset) throws RefusedException, IOException {
    return read(
        dataset,
        in -> {
          Arrays.fill(in.map(2).key(1).exactBytes(DataKey.LENGTH), (byte) 0);
          return KeyId.read(in.key(2));
        });
  }

  private <T> T read(Digest dataset, CborReader.Element<T> element)
      throws RefusedException, IOException {
    Path file = file(dataset);
    if (!Files.exists(file)) {
      throw new RefusedException(
          "data-key-missing",
          "this keystore has no data key of dataset " + dataset,
          "run the command where the dataset was sealed, with the same --data folder");
    }
    byte[] content = KeyFile.read(file);
    try {
      return CborReader.whole(content, content.length, element);
    } catch (MalformedException e) {
      throw damaged(file);
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  private Path file(Digest dataset) {
    return dataKeys.resolve(dataset.hex() + ".key");
  }

  private static RefusedException damaged(Path file) {
    return new RefusedException(
        "key-file-damaged", file + " is not a key file", "restore it from your backup");
  }

  @Override
  public String toString() {
    return "Keystore[" + users.getParent() + "]";
  }
}
