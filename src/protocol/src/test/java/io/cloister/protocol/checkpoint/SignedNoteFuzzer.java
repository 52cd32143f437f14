// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.cloister.protocol.encoding.MalformedException;

/// Any text is either refused as malformed or is the one spelling of the note that it holds.
class SignedNoteFuzzer {
  @FuzzTest(maxDuration = "30s")
  void readsNotes(@NotNull String input) {
    try {
      SignedNote note = SignedNote.parse(input);
      assertThat(note.format()).isEqualTo(input);
      assertThat(Checkpoint.parse(note.text()).text()).isEqualTo(note.text());
    } catch (MalformedException expected) {
      assertThat(expected.getMessage()).isNotEmpty();
    }
  }

  @FuzzTest(maxDuration = "30s")
  void readsKeys(@NotNull String input) {
    try {
      assertThat(NoteKey.parse(input).verifierKey()).isEqualTo(input);
    } catch (MalformedException expected) {
      assertThat(expected.getMessage()).isNotEmpty();
    }
  }
}
