// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.job;

import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.job.JobParameters;

/// An order for a job.
///
/// @param definition what to run
/// @param parameters with which values; sealed before they leave this machine
/// @param key names this submission: repeated under the same key it is the same job
public record Submission(Digest definition, JobParameters parameters, String key) {}
