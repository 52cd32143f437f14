// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.signature.Authenticity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNoteTest {
  /// The note and key of the Go implementation's documentation (golang.org/x/mod/sumdb/note).
  private static final String NOTE =
      """
      If you think cryptography is the answer to your problem,
      then you don't know what your problem is.

      — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZIn\
      NIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
      """;

  private static final String KEY =
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

  private static final String BODY = "a\n";

  @Test
  void checksANoteThatGoSigned() throws MalformedException {
    SignedNote note = SignedNote.parse(NOTE);
    NoteKey key = NoteKey.parse(KEY);
    assertThat(key.verifierKey()).isEqualTo(KEY);
    assertThat(note.signatures().getFirst().verify(key, note.text()))
        .isEqualTo(Authenticity.GENUINE);
    assertThat(note.signatures().getFirst().verify(key, BODY)).isEqualTo(Authenticity.FORGED);
    assertThat(note.format()).isEqualTo(NOTE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "\n\n",
        "a\n",
        "a\n\n— x",
        "a\n\n— x AAAAAAA=",
        "a\n\n— x AAAAAAB=\n",
        "a\n\n— x AAAA\n",
        "a\n\n— x+y AAAAAAA=\n",
        "a\n\n— x  AAAAAAA=\n",
        "a\n\n- x AAAAAAA=\n",
        "a\n\n\n— x AAAAAAA=\n",
        "a\r\n\n— x AAAAAAA=\n",
        "a\n\n— x AAAAAAA=\r\n",
        "\u00e9\n\n— x AAAAAAA=\n",
        "a\n\n— x AAAAAAA=\n\n"
      })
  void refusesWhatIsNoNote(String note) {
    assertThatThrownBy(() -> SignedNote.parse(note)).isInstanceOf(MalformedException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x\n1\n",
        "x\n01\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
        "x\n+1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
        "x\n-1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
        "x\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n",
        "x\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB=\n",
        "x\n1\nAAAA\n",
        "x y\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
        "cosignature/v1\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
        "x\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\nmore\n"
      })
  void refusesWhatIsNoCheckpoint(String text) {
    assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(MalformedException.class);
  }

  @Test
  void writesACheckpointAsTheSpecificationDoes() throws MalformedException {
    Checkpoint checkpoint = new Checkpoint("example.com/log", 7, new Digest(new byte[32]));
    assertThat(checkpoint.text())
        .isEqualTo("example.com/log\n7\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n");
    assertThat(Checkpoint.parse(checkpoint.text())).isEqualTo(checkpoint);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x+y",
        "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+Ahpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+ARpc"
      })
  void refusesKeysThatAreNone(String key) {
    assertThatThrownBy(() -> NoteKey.parse(key)).isInstanceOf(MalformedException.class);
  }

  @Test
  void boundsTheNumberOfSignatures() {
    List<NoteSignature> many =
        java.util.Collections.nCopies(129, new NoteSignature("x", new byte[5]));
    assertThatIllegalArgumentException().isThrownBy(() -> new SignedNote(BODY, many));
    assertThatIllegalArgumentException().isThrownBy(() -> new NoteSignature("x", new byte[4097]));
  }
}
