// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.checkpoint;

import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.signature.Authenticity;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Checks a signed note (C2SP signed-note) against a roster. The note is hostile until the end.
final class CertifiedNote {
  private static final int MAX_LENGTH = 32 * 1024;

  private final Roster roster;
  private final String text;
  private final Set<String> signers = new HashSet<>();
  private long weight;

  private CertifiedNote(Roster roster, String text) {
    this.roster = roster;
    this.text = text;
  }

  static Certification check(Roster roster, String origin, String note) {
    try {
      return new Certification.Certified(checked(roster, origin, note));
    } catch (MalformedException e) {
      return new Certification.Refused(String.valueOf(e.getMessage()));
    }
  }

  private static Checkpoint checked(Roster roster, String origin, String note)
      throws MalformedException {
    int blank = note.indexOf("\n\n");
    if (note.length() > MAX_LENGTH || blank < 0 || !note.endsWith("\n")) {
      throw new MalformedException("expected a signed note");
    }
    String text = note.substring(0, blank + 1);
    Checkpoint checkpoint = Checkpoint.parse(text);
    if (!checkpoint.origin().equals(origin)) {
      throw new MalformedException("the checkpoint is of another log");
    }
    CertifiedNote certified = new CertifiedNote(roster, text);
    for (String line : note.substring(blank + 2, note.length() - 1).split("\n", -1)) {
      certified.count(line);
    }
    if (3 * certified.weight <= 2 * roster.totalWeight()) {
      throw new MalformedException("no more than two thirds of the weight have cosigned");
    }
    return checkpoint;
  }

  /// Takes one signature line, of the form `— NAME BASE64`.
  private void count(String line) throws MalformedException {
    int space = line.lastIndexOf(' ');
    if (!line.startsWith(Cosigner.LINE_START) || space < Cosigner.LINE_START.length()) {
      throw new MalformedException("expected a signature line");
    }
    String name = line.substring(Cosigner.LINE_START.length(), space);
    Roster.Member member = member(name);
    if (!signers.add(name)) {
      throw new MalformedException("a validator has cosigned twice");
    }
    ByteBuffer signature = ByteBuffer.wrap(decoded(line.substring(space + 1)));
    byte[] keyId = new byte[Cosigner.KEY_ID_BYTES];
    byte[] bytes = new byte[Cosigner.SIGNATURE_BYTES];
    long seconds = signature.get(keyId).getLong();
    signature.get(bytes);
    byte[] message = Cosigner.message(text, seconds);
    if (!Arrays.equals(keyId, Cosigner.keyId(name, member.key()))
        || member.key().verify(message, bytes) != Authenticity.GENUINE) {
      throw new MalformedException("a cosignature is not by the key of " + member.name());
    }
    weight += member.weight();
  }

  private Roster.Member member(String name) throws MalformedException {
    Optional<Roster.Member> known =
        roster.members().stream().filter(member -> member.name().equals(name)).findFirst();
    return known.orElseThrow(
        () -> new MalformedException("a signature line is by nobody in the roster"));
  }

  private static byte[] decoded(String base64) throws MalformedException {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      int size = Cosigner.KEY_ID_BYTES + Cosigner.TIME_BYTES + Cosigner.SIGNATURE_BYTES;
      if (bytes.length == size && Base64.getEncoder().encodeToString(bytes).equals(base64)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      throw new MalformedException("expected base64 in a signature line", e);
    }
    throw new MalformedException("expected a cosignature of " + Cosigner.SIGNATURE_BYTES);
  }
}
