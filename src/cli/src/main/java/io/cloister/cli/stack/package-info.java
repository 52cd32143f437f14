// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// The local stack: every program of Cloister, PostgreSQL and Keycloak as processes of one machine.
@NullMarked
package io.cloister.cli.stack;

import org.jspecify.annotations.NullMarked;
