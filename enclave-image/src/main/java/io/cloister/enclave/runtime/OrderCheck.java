// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.runtime;

import static io.cloister.enclave.runtime.OrderRefusal.require;

import io.cloister.protocol.chain.Operation;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.envelope.Opening;
import io.cloister.protocol.envelope.SealedEnvelope;
import io.cloister.protocol.job.Approval;
import io.cloister.protocol.job.ContentTypes;
import io.cloister.protocol.job.DatasetDeclaration;
import io.cloister.protocol.job.FailureCode;
import io.cloister.protocol.job.Input;
import io.cloister.protocol.job.JobContext;
import io.cloister.protocol.job.JobDefinition;
import io.cloister.protocol.job.JobParameters;
import io.cloister.protocol.job.KeyGrant;
import io.cloister.protocol.job.Labels;
import io.cloister.protocol.job.OrderInput;
import io.cloister.protocol.job.RequestContext;
import io.cloister.protocol.job.SealedContent;
import io.cloister.protocol.job.WorkOrder;
import io.cloister.protocol.signature.HybridPublicKey;
import io.cloister.protocol.signature.SignedStatement;
import io.cloister.protocol.signature.Verification;
import io.cloister.protocol.stream.DataKey;
import java.util.ArrayList;
import java.util.List;

/// Checks a work order from scratch. The gateway that packaged it is hostile here; what counts is
/// the final assignment on the chain, and the signatures of the data owners.
///
/// 1. The order opens with this worker's key, bound to the commitment on the chain; its context
///    opens that commitment. So it is the job that was authorized.
/// 2. The definition is the one in the context, in force, and promises no less replication than was
///    authorized.
/// 3. Every input is declared, its ciphertext named and its use approved by one owner's key, the
///    approval being for exactly this definition and in force (invariant I2).
/// 4. The policy decides here as it did before, about this very job (invariant I4).
/// 5. Every data key was granted to this worker for this definition; the parameters were sealed to
///    it for this request.
final class OrderCheck {
  private final WorkerKeys keys;
  private final String region;
  private final List<Digest> policies;

  /// @param keys open orders, grants and parameters
  /// @param region where this worker stands
  /// @param policies digests of the policy bundles that the chain names
  OrderCheck(WorkerKeys keys, String region, List<Digest> policies) {
    this.keys = keys;
    this.region = region;
    this.policies = List.copyOf(policies);
  }

  /// What the order's envelope is bound to: the commitment, which is all that the chain tells of a
  /// job.
  static byte[] aad(Operation.AuthorizeJob terms) {
    return terms.commitment().bytes();
  }

  /// Checks an order.
  ///
  /// @param now consensus time in milliseconds since 1970
  CheckedOrder check(Operation.AuthorizeJob terms, SealedEnvelope envelope, long now) {
    List<DataKey> opened = new ArrayList<>();
    try {
      return check(terms, order(terms, envelope), now, opened);
    } catch (OrderRefusal refusal) {
      opened.forEach(DataKey::close);
      return new CheckedOrder.Refused(refusal.code(), refusal.reason());
    } catch (MalformedException e) {
      opened.forEach(DataKey::close);
      return new CheckedOrder.Refused(FailureCode.REQUEST_INVALID, "malformed");
    }
  }

  private WorkOrder order(Operation.AuthorizeJob terms, SealedEnvelope envelope)
      throws OrderRefusal, MalformedException {
    return switch (keys.recipient().open(envelope, Labels.REQUEST, aad(terms))) {
      case Opening.Refused refused ->
          throw new OrderRefusal(FailureCode.REQUEST_INVALID, "order " + refused.reason());
      case Opening.Opened(var plaintext) -> {
        try (plaintext) {
          yield plaintext.with(WorkOrder::decode);
        }
      }
    };
  }

  private CheckedOrder.Ready check(
      Operation.AuthorizeJob terms, WorkOrder order, long now, List<DataKey> opened)
      throws OrderRefusal, MalformedException {
    JobContext context = order.context();
    require(context.jobId().equals(terms.jobId()), "the order is of another job");
    require(
        context.commitment(order.salt()).equals(terms.commitment()),
        "the context does not open the commitment");
    JobDefinition definition = definition(order, terms, now);
    requireRequest(order.request(), context, definition);
    List<CheckedOrder.ReadyInput> inputs = new ArrayList<>();
    for (int i = 0; i < definition.inputs().size(); i++) {
      Input input = definition.inputs().get(i);
      inputs.add(input(context, input, order.inputs().get(i), now, opened));
    }
    Digest bundle = PolicyReplay.requirePermit(order, policies, now);
    return new CheckedOrder.Ready(context, definition, inputs, parameters(order), bundle);
  }

  private JobDefinition definition(WorkOrder order, Operation.AuthorizeJob terms, long now)
      throws OrderRefusal, MalformedException {
    require(
        Digest.of(order.definition()).equals(order.context().definition()),
        "the definition is another");
    JobDefinition definition = JobDefinition.decode(order.definition());
    require(definition.inputs().size() == order.inputs().size(), "the inputs are not all there");
    require(
        terms.replicas() >= definition.constraints().replicas()
            && terms.quorum() >= definition.constraints().quorum(),
        "fewer replicas were authorized than agreed");
    List<String> regions = definition.constraints().regions();
    require(regions.isEmpty() || regions.contains(region), "this worker's region is not agreed");
    if (now >= definition.expiresAt()) {
      throw new OrderRefusal(FailureCode.DEFINITION_EXPIRED, "the definition has expired");
    }
    return definition;
  }

  private static void requireRequest(
      RequestContext request, JobContext context, JobDefinition definition) throws OrderRefusal {
    require(
        request.definition().equals(context.definition())
            && request.purpose().equals(context.purpose())
            && request.tenant().equals(context.tenant()),
        "the request is not the job's");
    require(context.purpose().equals(definition.purpose()), "the purpose is not the agreed one");
  }

  private CheckedOrder.ReadyInput input(
      JobContext context, Input input, OrderInput order, long now, List<DataKey> opened)
      throws OrderRefusal, MalformedException {
    SignedStatement declared = SignedStatement.decode(order.declaration());
    DatasetDeclaration declaration = DatasetDeclaration.decode(declared.unverifiedPayload());
    HybridPublicKey owner = declaration.ownerKey();
    byte[] payload = verified(declared, ContentTypes.DECLARATION, owner);
    require(Digest.of(payload).equals(input.declaration()), "another dataset's declaration");
    SealedContent content =
        SealedContent.decode(
            verified(SignedStatement.decode(order.content()), ContentTypes.CONTENT, owner));
    require(content.declaration().equals(input.declaration()), "another dataset's content");
    requireApproval(context, input, order, owner, now);
    DataKey key = key(context, input, order.grant());
    opened.add(key);
    return new CheckedOrder.ReadyInput(
        input.table(), input.declaration(), declaration, content, key);
  }

  private static void requireApproval(
      JobContext context, Input input, OrderInput order, HybridPublicKey owner, long now)
      throws OrderRefusal, MalformedException {
    Approval approval =
        Approval.decode(
            verified(SignedStatement.decode(order.approval()), ContentTypes.APPROVAL, owner));
    require(
        approval.definition().equals(context.definition())
            && approval.declaration().equals(input.declaration()),
        "the approval is of something else");
    if (now >= approval.expiresAt()) {
      throw new OrderRefusal(FailureCode.DEFINITION_EXPIRED, "an approval has expired");
    }
  }

  private DataKey key(JobContext context, Input input, KeyGrant grant) throws OrderRefusal {
    boolean fits =
        grant.definition().equals(context.definition())
            && grant.declaration().equals(input.declaration())
            && grant.recipient().equals(keys.recipient().publicKey().digest());
    if (!fits) {
      throw new OrderRefusal(FailureCode.KEY_REFUSED, "a grant is of something else");
    }
    byte[] aad = KeyGrant.aad(grant.definition(), grant.declaration());
    return switch (keys.recipient().open(grant.key(), Labels.KEY_GRANT, aad)) {
      case Opening.Refused refused ->
          throw new OrderRefusal(FailureCode.KEY_REFUSED, "grant " + refused.reason());
      case Opening.Opened(var plaintext) -> {
        try (plaintext) {
          if (plaintext.length() != DataKey.LENGTH) {
            throw new OrderRefusal(FailureCode.KEY_REFUSED, "a grant holds no data key");
          }
          yield plaintext.with(DataKey::fromBytes);
        }
      }
    };
  }

  private JobParameters parameters(WorkOrder order) throws OrderRefusal, MalformedException {
    byte[] aad = order.request().encode();
    return switch (keys.recipient().open(order.parameters(), Labels.PARAMETERS, aad)) {
      case Opening.Refused refused ->
          throw new OrderRefusal(FailureCode.REQUEST_INVALID, "parameters " + refused.reason());
      case Opening.Opened(var plaintext) -> {
        try (plaintext) {
          yield plaintext.with(JobParameters::decode);
        }
      }
    };
  }

  private static byte[] verified(SignedStatement statement, String type, HybridPublicKey owner)
      throws OrderRefusal {
    return switch (statement.verify(type, owner)) {
      case Verification.Verified(byte[] payload) -> payload;
      case Verification.Refused refused ->
          throw new OrderRefusal(FailureCode.REQUEST_INVALID, "statement " + refused.reason());
    };
  }
}
