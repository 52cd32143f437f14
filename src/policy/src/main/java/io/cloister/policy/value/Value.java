// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy.value;

/// A value of the Cedar language. Equality is Cedar's: values of different types are never equal,
/// sets ignore order and repetition.
public sealed interface Value
    permits BooleanValue,
        LongValue,
        StringValue,
        EntityUid,
        SetValue,
        RecordValue,
        DecimalValue,
        IpValue,
        DatetimeValue,
        DurationValue {}
