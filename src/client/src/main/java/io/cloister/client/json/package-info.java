// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// The little JSON that the gateway speaks: values as maps and lists, read within bounds.
@NullMarked
package io.cloister.client.json;

import org.jspecify.annotations.NullMarked;
