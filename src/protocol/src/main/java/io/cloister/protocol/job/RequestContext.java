// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.job;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import java.util.Arrays;
import java.util.Objects;

/// What a job's sealed parameters are bound to.
///
/// @param requestId chosen by the client at random
/// @param definition the definition to run
/// @param purpose the purpose declared for this job
/// @param tenant who submits
public record RequestContext(byte[] requestId, Digest definition, String purpose, String tenant)
    implements Encodable {
  /// Largest encoding in bytes.
  public static final int MAX_BYTES = 1024;

  /// Checks the limits of this record.
  public RequestContext {
    requestId = requestId.clone();
  }

  @Override
  public void write(CborWriter out) {
    out.map(4)
        .key(1)
        .bytes(requestId)
        .key(2)
        .item(definition)
        .key(3)
        .text(purpose)
        .key(4)
        .text(tenant);
  }

  /// Reads what [#write] wrote.
  public static RequestContext read(CborReader in) throws MalformedException {
    in.map(4);
    return new RequestContext(
        in.key(1).exactBytes(16),
        Digest.read(in.key(2)),
        in.key(3).text(Identifiers.MAX_BYTES),
        in.key(4).text(Identifiers.MAX_BYTES));
  }

  /// Decodes a whole encoding.
  public static RequestContext decode(byte[] bytes) throws MalformedException {
    return CborReader.whole(bytes, MAX_BYTES, RequestContext::read);
  }

  @Override
  public byte[] requestId() {
    return requestId.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RequestContext that
        && Arrays.equals(requestId, that.requestId)
        && definition.equals(that.definition)
        && purpose.equals(that.purpose)
        && tenant.equals(that.tenant);
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(requestId), definition, purpose, tenant);
  }

  @Override
  public String toString() {
    return "RequestContext[" + digest() + "]";
  }
}
