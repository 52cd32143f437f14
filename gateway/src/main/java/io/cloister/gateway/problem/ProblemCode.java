// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.problem;

import java.util.Locale;

/// Everything that callers may be told went wrong. The code (kebab-case of the name) is stable: it
/// never changes its meaning and is never used again once retired. `docs/use/errors.md` lists each,
/// and a test holds the two together.
public enum ProblemCode {
  // The request itself
  MALFORMED_JSON(400, "The body is not the JSON that this address takes"),
  VALIDATION_FAILED(400, "A field is missing or out of bounds"),
  MALFORMED_ID(400, "The id does not have the form of one"),
  MALFORMED_CURSOR(400, "The cursor was not issued by this list"),
  MALFORMED_STATEMENT(400, "The bytes are not the record they should be"),
  IDEMPOTENCY_KEY_MISSING(400, "The Idempotency-Key header is required"),
  PARAMETERS_AMBIGUOUS(400, "Parameters came both sealed and in plain text"),
  REQUEST_REFUSED(400, "The request could not be understood"),
  NOT_FOUND(404, "There is nothing here that you may see"),
  METHOD_NOT_ALLOWED(405, "This address does not take that method"),
  NOT_ACCEPTABLE(406, "No representation matches the Accept header"),
  UNSUPPORTED_MEDIA_TYPE(415, "This address does not take that media type"),
  REQUEST_TOO_LARGE(413, "The body is larger than any request may be"),
  // The caller
  UNAUTHENTICATED(401, "A valid bearer token is required"),
  WORKER_TOKEN_REFUSED(401, "The worker's token does not prove a registered worker"),
  FORBIDDEN(403, "Your roles do not permit this"),
  TENANT_MISSING(403, "Your token names no organization"),
  TENANT_NOT_YOURS(403, "Your token does not name that organization"),
  TENANT_AMBIGUOUS(400, "Your token names several organizations"),
  // Datasets and uploads
  SIGNATURE_REFUSED(422, "The signature does not verify with the owner's key"),
  TENANT_MISMATCH(422, "The declaration belongs to another tenant"),
  CONTENT_MISMATCH(422, "The content statement speaks of another dataset"),
  DATASET_ALREADY_READY(409, "The dataset has its content already"),
  UPLOAD_TOO_LARGE(413, "The upload is larger than this service takes"),
  UPLOAD_OFFSET_MISMATCH(409, "The chunk does not start where the upload stands"),
  UPLOAD_DIGEST_MISMATCH(422, "The bytes received are not those that the owner signed for"),
  UPLOAD_CLOSED(409, "The upload is complete or was refused"),
  // Definitions
  DATASET_UNKNOWN(422, "The definition reads a dataset that is not registered"),
  NOT_AN_INPUT(422, "The dataset is not yours, or the definition does not read it"),
  STATEMENT_EXPIRED(422, "The statement is expired, or speaks of a time to come"),
  DEFINITION_MISMATCH(422, "The statement speaks of another definition"),
  DEFINITION_UNAPPROVED(409, "Not every owner of the data has approved the definition"),
  APPROVAL_EXPIRED(409, "An owner's approval has expired"),
  DEFINITION_EXPIRED(409, "The definition has expired"),
  DEFINITION_STOPPED(409, "An owner has stopped the definition"),
  DATASET_NOT_READY(409, "A dataset of the definition has no content yet"),
  // Jobs
  IDEMPOTENCY_KEY_REUSED(422, "The Idempotency-Key was used for another request"),
  SUBMITTER_NOT_PERMITTED(403, "Only the proposer and the recipients may run a definition"),
  PURPOSE_NOT_PERMITTED(422, "The definition does not permit that purpose"),
  PARAMETER_MISSING(422, "A parameter of the definition has no value"),
  PARAMETER_UNKNOWN(422, "The definition has no such parameter"),
  PARAMETER_INVALID(422, "The value does not have the parameter's type"),
  NOT_ENOUGH_GRANTED_WORKERS(409, "Too few workers hold the keys to run the job"),
  POLICY_DENIED(403, "The processing policy denies the job"),
  JOB_ENDED(409, "The job has ended already"),
  RESULT_NOT_READY(409, "The job has not ended yet"),
  JOB_WITHOUT_RESULT(409, "The job ended without a result"),
  ORDER_NOT_READY(503, "The order is not packaged yet"),
  ROUND_MISMATCH(409, "The result belongs to another round"),
  // How jobs end badly
  SQL_SYNTAX(422, "The program is not valid SQL"),
  SQL_UNKNOWN_COLUMN(422, "The program names a column or table that is not declared"),
  SQL_FORBIDDEN(422, "The program uses what programs may not use"),
  GROUPS_TOO_SMALL(422, "Groups of the result are smaller than the data's rules allow"),
  RESULT_TOO_LARGE(422, "The result is larger than a result may be"),
  MEMORY_EXCEEDED(422, "The program needs more memory than a worker has"),
  TIME_EXCEEDED(422, "The program ran longer than its definition allows"),
  INPUT_UNREADABLE(422, "A dataset does not have the form that it declares"),
  KEY_REFUSED(422, "A data key does not open its dataset"),
  REQUEST_INVALID(422, "The worker refused the order"),
  NO_QUORUM(502, "Too few workers agreed on a result"),
  AUTHORIZATION_REJECTED(502, "The chain refused to authorise the job"),
  JOB_FAILED(502, "The job failed"),
  JOB_CANCELLED(409, "The job was cancelled"),
  JOB_EXPIRED(504, "The job did not end in time"),
  // The service
  UNAVAILABLE(503, "The service cannot answer now"),
  INTERNAL(500, "The service failed; the fault is ours");

  private final int status;
  private final String title;

  ProblemCode(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /// The stable name, for example `definition-expired`.
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The HTTP status that answers carry; for the problem of a job it says what kind it is.
  public int status() {
    return status;
  }

  public String title() {
    return title;
  }
}
