// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.session;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Something did not work, told so that a person can act: what, where, and the mend.
///
/// Never carries content, keys or tokens.
public abstract sealed class ClientException extends Exception
    permits ProblemException, RefusedException, UnreachableException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final @Nullable String mend;

  ClientException(String code, String detail, @Nullable String mend, @Nullable Throwable cause) {
    super(detail, cause);
    this.code = code;
    this.mend = mend;
  }

  /// A stable name of what went wrong, in kebab-case.
  public String code() {
    return code;
  }

  /// What went wrong, in a sentence.
  public String detail() {
    return String.valueOf(getMessage());
  }

  /// What to do about it, if anything helps.
  public Optional<String> mend() {
    return Optional.ofNullable(mend);
  }
}
