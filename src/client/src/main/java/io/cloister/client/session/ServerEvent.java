// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.session;

/// One server-sent event.
///
/// @param id the sequence from which to go on; empty if none was sent
/// @param name what kind of event
/// @param data its text
public record ServerEvent(String id, String name, String data) {}
