// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.chain;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/// How far this gateway has followed the chain: the height of the next block, and the hash of the
/// header before it.
@Entity
@Table(name = "chain_cursor")
@SuppressWarnings("NullAway.Init")
class CursorEntity {
  @Id
  @Column(name = "chain_id")
  String chainId;

  @Column(name = "next_height")
  long nextHeight;

  String previous;
}
