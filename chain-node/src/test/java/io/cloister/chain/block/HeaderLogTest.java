// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.chain.Fixture;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.merkle.MerkleHash;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeaderLogTest {
  private static final int BLOCKS = 300;

  @TempDir Path folder;

  /// Whoever has the tiles alone computes the root that the checkpoint names.
  @Test
  void publishesTilesThatHashToTheCheckpoint() throws Exception {
    try (Driver driver = new Driver(new Fixture(1), folder)) {
      while (driver.chain.head().height() < BLOCKS) {
        driver.round(new byte[] {1, (byte) driver.chain.head().height()});
      }
      HeaderLog log = driver.chain.log();
      int size = BLOCKS + 1;
      List<Digest> leaves = new ArrayList<>(hashes(log.tile(0, 0, 256)));
      leaves.addAll(hashes(log.tile(0, 256, size - 256)));
      assertThat(leaves).isEqualTo(headers(log, size));
      assertThat(hashes(log.tile(1, 0, 1)))
          .containsExactly(MerkleHash.root(leaves.subList(0, 256)));
      String checkpoint = driver.chain.head().checkpoint();
      String root = Base64.getEncoder().encodeToString(MerkleHash.root(leaves).bytes());
      assertThat(checkpoint).contains("\n" + size + "\n" + root + "\n");
      assertThat(log.tile(0, 256, size - 255)).as("nothing beyond the certificate").isEmpty();
      assertThat(log.tile(2, 0, 1)).isEmpty();
    }
  }

  private static List<Digest> headers(HeaderLog log, int size) {
    List<Digest> leaves = new ArrayList<>();
    for (int first = 0; first < size; first += 256) {
      ByteBuffer entries = ByteBuffer.wrap(log.entries(first, Math.min(256, size - first)));
      while (entries.hasRemaining()) {
        byte[] header = new byte[entries.getShort()];
        entries.get(header);
        leaves.add(MerkleHash.leafHash(header));
      }
    }
    return leaves;
  }

  private static List<Digest> hashes(byte[] tile) {
    List<Digest> hashes = new ArrayList<>();
    for (int at = 0; at < tile.length; at += Digest.SIZE) {
      hashes.add(new Digest(Arrays.copyOfRange(tile, at, at + Digest.SIZE)));
    }
    return hashes;
  }
}
