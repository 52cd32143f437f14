// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy.value;

/// A signed 64-bit integer.
public record LongValue(long number) implements Value {}
