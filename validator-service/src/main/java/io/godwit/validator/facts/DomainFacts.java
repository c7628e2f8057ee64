package io.godwit.validator.facts;

import io.godwit.model.catalog.ObjectName;

/// A domain.
///
/// @param baseOid     the type it is made of, itself perhaps a domain
/// @param baseType    as `format_type` prints it
/// @param constrained whether it or a domain below it has a check or NOT NULL
public record DomainFacts(ObjectName name, long oid, long baseOid, String baseType, boolean constrained) {}
