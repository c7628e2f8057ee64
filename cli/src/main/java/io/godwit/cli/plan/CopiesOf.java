package io.godwit.cli.plan;

import io.godwit.model.DatabaseName;
import io.godwit.postgres.DatabaseAddress;
import io.godwit.postgres.proof.SchemaProof;
import io.godwit.postgres.trial.IndexTrial;

/// A server for copies of a database.
///
/// @param copies a database of that server; its role may create databases
public record CopiesOf(DatabaseAddress copies, DatabaseName source, DatabaseAddress production) {
    SchemaProof proof() {
        return new SchemaProof(copies, source, production);
    }

    IndexTrial trial() {
        return new IndexTrial(copies, source, production);
    }
}
