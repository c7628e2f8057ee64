package io.godwit.analyzer.typeorm;

/// TypeORM's own strategy.
record DefaultNaming(HashedNames hashed) implements Naming {}
