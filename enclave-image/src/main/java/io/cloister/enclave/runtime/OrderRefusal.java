// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.runtime;

import io.cloister.protocol.job.FailureCode;

/// Ends the check of an order, or the fetching of its inputs; never leaves this package.
final class OrderRefusal extends Exception {
  private final FailureCode code;
  private final String reason;

  OrderRefusal(FailureCode code, String reason) {
    super(reason, null, false, false);
    this.code = code;
    this.reason = reason;
  }

  static void require(boolean holds, String rule) throws OrderRefusal {
    if (!holds) {
      throw new OrderRefusal(FailureCode.REQUEST_INVALID, rule);
    }
  }

  FailureCode code() {
    return code;
  }

  String reason() {
    return reason;
  }
}
