package io.godwit.postgres.proof;

import io.godwit.model.DatabaseName;
import io.godwit.postgres.DatabaseAddress;
import io.godwit.stack.test.TestDatabase;
import io.godwit.stack.test.TestStack;

/// The tests' copies server, and proofs on it.
final class ProofGround {
    private ProofGround() {}

    static DatabaseAddress copies() {
        return address(TestStack.copies().jdbcUrl("postgres"), TestStack.copies());
    }

    static SchemaProof of(TestDatabase database) {
        return new SchemaProof(copies(), new DatabaseName("ground"), address(database.jdbcUrl(), database.address()));
    }

    private static DatabaseAddress address(String url, io.godwit.stack.DatabaseAddress server) {
        return new DatabaseAddress(url, server.user(), server.password());
    }
}
