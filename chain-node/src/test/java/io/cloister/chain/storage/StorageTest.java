// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.merkle.MerkleProofs;
import io.cloister.protocol.merkle.MerkleTree;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageTest {
  @TempDir Path folder;

  private static Digest digest(int number) {
    return Digest.of(ByteBuffer.allocate(4).putInt(number).array());
  }

  private static List<byte[]> frames(Path path) {
    List<byte[]> frames = new ArrayList<>();
    try (FramedFile file = FramedFile.open(path)) {
      file.recover(0, (content, offset) -> frames.add(content));
    }
    return frames;
  }

  private Path threeFrames() {
    Path path = folder.resolve("framed");
    try (FramedFile file = FramedFile.open(path)) {
      for (int i = 1; i <= 3; i++) {
        file.append(new byte[] {(byte) i, 7, 7});
      }
      file.force();
    }
    return path;
  }

  @Test
  void losesOnlyTheTornTailWhereverTheFileIsCut() throws Exception {
    byte[] whole = Files.readAllBytes(threeFrames());
    for (int length = 0; length <= whole.length; length++) {
      Path cut = folder.resolve("cut-" + length);
      Files.write(cut, Arrays.copyOf(whole, length));
      assertThat(frames(cut)).hasSize(length / 11);
      assertThat(Files.size(cut)).isEqualTo(11L * (length / 11));
    }
  }

  @Test
  void refusesAFileThatIsDamagedBeforeItsTail() throws Exception {
    byte[] whole = Files.readAllBytes(threeFrames());
    for (int at = 0; at < 22; at++) {
      byte[] bytes = whole.clone();
      bytes[at] ^= 0x40;
      Path damaged = folder.resolve("damaged-" + at);
      Files.write(damaged, bytes);
      assertThatThrownBy(() -> frames(damaged)).isInstanceOf(StorageException.class);
    }
  }

  @Test
  void cutsOffWhatAFileSystemHadOnlyReserved() throws Exception {
    byte[] whole = Files.readAllBytes(threeFrames());
    Path path = folder.resolve("reserved");
    Files.write(path, Arrays.copyOf(whole, whole.length + 4096));
    assertThat(frames(path)).hasSize(3);
  }

  @Test
  void provesAsATreeInMemoryDoesAndGoesOnAfterBeingCut() {
    MerkleTree tree = new MerkleTree();
    Path path = folder.resolve("log");
    for (int size = 0; size < 70; size++) {
      try (HashLevels levels = HashLevels.open(path, size)) {
        assertThat(levels.size()).isEqualTo(size);
        levels.append(digest(size));
        levels.append(digest(-1));
        tree.append(digest(size));
      }
      try (HashLevels levels = HashLevels.open(path, size + 1)) {
        MerkleProofs proofs = new MerkleProofs(levels);
        assertThat(proofs.root(size + 1)).isEqualTo(tree.root());
        assertThat(proofs.inclusion(size / 2, size + 1))
            .isEqualTo(tree.inclusion(size / 2, size + 1));
      }
    }
  }

  @Test
  void keepsAsManyHashesAsAreThere() throws Exception {
    Path path = folder.resolve("log");
    try (HashLevels levels = HashLevels.open(path, 0)) {
      for (int i = 0; i < 9; i++) {
        levels.append(digest(i));
      }
    }
    Files.delete(path.resolve("level-1"));
    try (HashLevels levels = HashLevels.open(path, 9)) {
      assertThat(levels.size()).isEqualTo(1);
    }
  }

  @Test
  void findsEveryKeyAmongManyAndAfterReopening() {
    Path path = folder.resolve("index");
    try (DiskIndex index = DiskIndex.open(path)) {
      for (int i = 0; i < 20_000; i++) {
        index.put(digest(i), i);
      }
      index.put(digest(5), 500);
      index.mark(20_000);
    }
    try (DiskIndex index = DiskIndex.open(path)) {
      assertThat(index.marked()).isEqualTo(20_000);
      assertThat(index.get(digest(5))).hasValue(500);
      for (int i = 6; i < 20_000; i++) {
        assertThat(index.get(digest(i))).hasValue(i);
      }
      assertThat(index.get(digest(-7))).isEmpty();
    }
  }

  @Test
  void refusesAFileThatIsNoIndex() throws Exception {
    Path path = folder.resolve("index");
    Files.write(path, new byte[200]);
    assertThatThrownBy(() -> DiskIndex.open(path)).isInstanceOf(StorageException.class);
  }
}
