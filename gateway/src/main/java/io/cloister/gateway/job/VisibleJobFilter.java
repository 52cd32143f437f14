// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.job;

import io.cloister.gateway.problem.Wire;
import io.cloister.gateway.tenant.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.NameBinding;
import jakarta.ws.rs.core.UriInfo;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Refuses jobs that the caller may not see before a stream about them begins: once it has begun,
/// no problem document can be sent any more.
class VisibleJobFilter {
  /// Marks methods that answer with a stream about the job in their path.
  @NameBinding
  @Target({ElementType.METHOD, ElementType.TYPE})
  @Retention(RetentionPolicy.RUNTIME)
  @interface VisibleJob {}

  private final Caller caller;
  private final JobService jobs;

  VisibleJobFilter(Caller caller, JobService jobs) {
    this.caller = caller;
    this.jobs = jobs;
  }

  @VisibleJob
  @ServerRequestFilter
  public Uni<Void> requireVisible(UriInfo address) {
    String id = address.getPathParameters().getFirst("id");
    return jobs.find(caller.tenant(), Wire.uuid("id", id)).replaceWithVoid();
  }
}
