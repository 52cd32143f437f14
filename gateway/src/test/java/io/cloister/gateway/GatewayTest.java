// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A test of the running gateway, with a database, an identity provider and a chain.
@QuarkusTest
@WithTestResource(TestDatabase.class)
@WithTestResource(TestTokens.class)
@WithTestResource(TestChain.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface GatewayTest {}
