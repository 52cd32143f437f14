// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.dataset;

import io.cloister.client.json.JsonException;
import io.cloister.client.session.Answer;
import io.cloister.client.session.Call;
import io.cloister.client.session.ClientException;
import io.cloister.client.session.Gateway;
import io.cloister.client.session.ProblemException;
import io.cloister.client.session.RefusedException;
import io.cloister.client.session.UnreachableException;
import java.io.IOException;
import java.io.RandomAccessFile;

/// Brings a sealed file to the gateway in chunks, and goes on after any interruption with what the
/// gateway says it has (in the manner of resumable uploads for HTTP).
///
/// The gateway's word about the offset is harmless: at the end the digest must match.
public final class Upload {
  /// The contract's limit for one chunk.
  static final int CHUNK = 4 << 20;

  /// Failures in a row, without a byte gained, before giving up.
  private static final int MAX_SETBACKS = 6;

  private static final int CONFLICT = 409;

  private final Gateway gateway;
  private final String path;

  /// @param id the upload's id
  public Upload(Gateway gateway, String id) {
    this.gateway = gateway;
    this.path = "/v1/uploads/" + id;
  }

  /// Sends whatever the gateway lacks.
  ///
  /// @throws ProblemException if the gateway refuses the content
  /// @throws UnreachableException if it stays away; calling again goes on where it stopped
  /// @throws IOException if the spool cannot be read
  public void send(SealedFile file, ProgressListener listener) throws ClientException, IOException {
    long total = file.content().length();
    long offset = offset(total);
    int setbacks = 0;
    try (RandomAccessFile spool = new RandomAccessFile(file.spool().toFile(), "r")) {
      listener.progress(offset, total);
      while (offset < total) {
        long reached = sendChunk(spool, offset, total);
        setbacks = reached > offset ? 0 : setbacks + 1;
        if (setbacks > MAX_SETBACKS) {
          throw new UnreachableException(
              "the upload makes no progress at byte " + offset,
              "run the same command again later: it goes on from there",
              new IOException("no progress"));
        }
        offset = reached;
        listener.progress(offset, total);
      }
    }
  }

  /// Sends one chunk and returns the offset that is reached, which may be the old one.
  private long sendChunk(RandomAccessFile spool, long offset, long total)
      throws ClientException, IOException {
    byte[] chunk = new byte[(int) Math.min(CHUNK, total - offset)];
    spool.seek(offset);
    spool.readFully(chunk);
    try {
      Answer answer =
          gateway.call(Call.patch(path, chunk).with("Upload-Offset", Long.toString(offset)));
      return gateway.read(answer, accepted -> header(accepted, "Upload-Offset"));
    } catch (UnreachableException e) {
      return offset(total);
    } catch (ProblemException e) {
      if (e.status() == CONFLICT || e.status() >= 500) {
        return offset(total);
      }
      throw e;
    }
  }

  /// How much the gateway has.
  private long offset(long total) throws ClientException {
    Answer answer = gateway.call(Call.head(path));
    long offset = gateway.read(answer, accepted -> header(accepted, "Upload-Offset"));
    if (offset < 0 || offset > total) {
      throw new RefusedException(
          "upload-mismatch",
          "the gateway claims to have " + offset + " of " + total + " bytes",
          "start the upload anew");
    }
    return offset;
  }

  private static long header(Answer answer, String name) throws JsonException {
    String value =
        answer.header(name).orElseThrow(() -> new JsonException("expected the header " + name));
    if (!value.matches("[0-9]{1,18}")) {
      throw new JsonException("expected a number in the header " + name);
    }
    return Long.parseLong(value);
  }
}
