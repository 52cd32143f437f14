// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.consensus;

/// One transaction in its place.
///
/// @param origin the member who handed it in
/// @param bytes as they were handed in; not to be changed
@SuppressWarnings("ArrayRecordComponent")
public record OrderedTransaction(String origin, byte[] bytes) {}
