// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.benchmarks;

import io.cloister.policy.Authorizer;
import io.cloister.policy.Decision;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/// Deciding whether a job may process data, beside Cedar's own engine through JNI in the same run.
///
/// Both sides hold their policies parsed and decide the same jobs over the same entities, on one
/// thread. Cedar's binding takes entities as JSON with each request; that is its interface, and
/// part of its time. Every decision is compared before anything is measured.
///
/// The time is that of the deciding thread on its core, so that other programs on the machine count
/// for neither side.
final class PolicyBenchmark implements Bench.Benchmark {
  private static final int ROUNDS = 5;
  private static final int FEW = 16;
  private static final int MANY = 1_000;
  private static final long SLICE_NANOS = 500_000_000L;
  private static final int WARM_UPS = 3;
  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();
  private static final double MICRO = 1e3;
  private static final double SECOND = 1e9;

  @Override
  public Comparison run() throws BenchmarkException {
    Figures few = measure(PolicyCases.policies(FEW, PolicyCases.Tenants.BY_TENANT));
    Figures many = measure(PolicyCases.policies(MANY, PolicyCases.Tenants.BY_TENANT));
    Figures each = measure(PolicyCases.policies(MANY, PolicyCases.Tenants.ALIKE));
    return new Comparison(
        "policy",
        SECOND / few.ours,
        SECOND / few.cedar,
        "decisions/s",
        Comparison.Better.HIGHER,
        List.of(
            "processor time of one thread, 64 jobs, medians of " + ROUNDS,
            line(FEW + " policies", few),
            line(MANY + " policies, each tenant's own", many),
            line(MANY + " policies that no index tells apart", each)));
  }

  /// Nanoseconds for one decision.
  private record Figures(double ours, double cedar) {}

  private static Figures measure(PolicyCases cases) throws BenchmarkException {
    requireAgreement(cases);
    List<Double> ours = new ArrayList<>();
    List<Double> cedar = new ArrayList<>();
    for (int round = 0; round < WARM_UPS; round++) {
      time(cases, PolicyBenchmark::decide);
      time(cases, PolicyBenchmark::decideByCedar);
    }
    for (int round = 0; round < ROUNDS; round++) {
      ours.add(time(cases, PolicyBenchmark::decide));
      cedar.add(time(cases, PolicyBenchmark::decideByCedar));
    }
    return new Figures(Comparison.median(ours), Comparison.median(cedar));
  }

  private interface Side {
    int decide(PolicyCases cases, int job) throws BenchmarkException;
  }

  private static int decide(PolicyCases cases, int job) {
    return ours(cases, job).determining().size();
  }

  private static Decision ours(PolicyCases cases, int job) {
    PolicyCases.Case each = cases.jobs().get(job);
    return Authorizer.decide(cases.policies(), each.request(), each.entities());
  }

  private static int decideByCedar(PolicyCases cases, int job) throws BenchmarkException {
    return cases.decideByCedar(job).getReason().size();
  }

  private static double time(PolicyCases cases, Side side) throws BenchmarkException {
    long decisions = 0;
    long reasons = 0;
    long start = CLOCK.getCurrentThreadCpuTime();
    while (CLOCK.getCurrentThreadCpuTime() - start < SLICE_NANOS) {
      for (int job = 0; job < cases.jobs().size(); job++) {
        reasons += side.decide(cases, job);
      }
      decisions += cases.jobs().size();
    }
    double nanos = CLOCK.getCurrentThreadCpuTime() - start;
    if (reasons < decisions) {
      throw new BenchmarkException("a decision has no reason");
    }
    return nanos / decisions;
  }

  private static void requireAgreement(PolicyCases cases) throws BenchmarkException {
    for (int job = 0; job < cases.jobs().size(); job++) {
      Decision ours = ours(cases, job);
      var cedar = cases.decideByCedar(job);
      if (!ours.determining().equals(List.copyOf(new TreeSet<>(cedar.getReason())))
          || ours.errors().size() != cedar.getErrors().size()) {
        throw new BenchmarkException("the engines disagree about job " + job);
      }
    }
  }

  private static String line(String what, Figures figures) {
    return String.format(
        Locale.ROOT,
        "%s: ours %.2f us, Cedar through JNI %.1f us, ratio %.0f",
        what,
        figures.ours / MICRO,
        figures.cedar / MICRO,
        figures.cedar / figures.ours);
  }
}
