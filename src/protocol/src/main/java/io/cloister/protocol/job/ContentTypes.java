// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.job;

/// What a signed statement says (the content type of RFC 9052), so that one kind can never be taken
/// for another.
public final class ContentTypes {
  /// An owner's word about a dataset.
  public static final String DECLARATION = "application/cloister-declaration+cbor";

  /// An owner's word about a dataset's ciphertext.
  public static final String CONTENT = "application/cloister-content+cbor";

  /// An owner's consent to a definition.
  public static final String APPROVAL = "application/cloister-approval+cbor";

  /// An owner's withdrawal of consent.
  public static final String STOP = "application/cloister-stop+cbor";

  /// A worker's receipt for a job.
  public static final String RECEIPT = "application/cloister-receipt+cbor";

  /// A transaction for the chain.
  public static final String TRANSACTION = "application/cloister-transaction+cbor";

  /// An operator's word that a worker is theirs.
  public static final String VOUCHER = "application/cloister-voucher+cbor";

  /// A worker's proof of who it is to a gateway.
  public static final String WORKER_TOKEN = "application/cloister-worker-token+cbor";

  private ContentTypes() {}
}
