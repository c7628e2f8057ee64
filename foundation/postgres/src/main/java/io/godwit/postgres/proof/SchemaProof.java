package io.godwit.postgres.proof;

import io.godwit.model.DatabaseName;
import io.godwit.model.Problem;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.plan.Plan;
import io.godwit.postgres.ConnectionProblem;
import io.godwit.postgres.DatabaseAddress;
import io.godwit.postgres.catalog.CatalogReader;
import io.godwit.postgres.copy.CopiesServer;
import io.godwit.postgres.copy.DatabaseClone;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/// Proves plans for a production database on copies of its schema, without its rows.
public final class SchemaProof {
    private final DatabaseAddress copies;
    private final DatabaseName source;
    private final DatabaseAddress production;

    /// @param copies a database of the copies server, usually `postgres`; its role may create databases
    public SchemaProof(DatabaseAddress copies, DatabaseName source, DatabaseAddress production) {
        this.copies = copies;
        this.source = source;
        this.production = production;
    }

    /// Runs the plan forward and back, then its safe form, which has to lead to the same catalog. What
    /// only production's rows, roles, extensions or major version could tell leaves it untried.
    ///
    /// @param current production's catalog
    public ProofOutcome of(Catalog current, Plan proposed, Plan safe) throws SQLException {
        try (CopiesServer server = CopiesServer.open(copies)) {
            ProofVersions versions = new ProofVersions(majorVersionOfProduction(), server.majorVersion());
            return of(server, versions, current, proposed, safe);
        } catch (Problem unreachable) {
            return new ProofOutcome.NotTried(String.valueOf(unreachable.getMessage()));
        } catch (DifferentSchema different) {
            return new ProofOutcome.NotTried("the copy of the schema is not the same: " + different.getMessage());
        }
    }

    ProofOutcome of(CopiesServer server, ProofVersions versions, Catalog current, Plan proposed, Plan safe)
            throws SQLException {
        ProofOutcome proven = new ProofOutcome.Proven(versions.where());
        PlanProof plain = on(server, versions, current, proposed, Optional.empty());
        if (!plain.holds()) {
            return untried(plain, versions).orElseGet(() -> new ProofOutcome.Fails(plain.problem()));
        }
        if (safe.steps().equals(proposed.steps())) {
            return proven;
        }
        PlanProof safely = on(server, versions, current, safe, plain.reached());
        return safely.holds()
                ? proven
                : untried(safely, versions).orElseGet(() -> new ProofOutcome.SafeFormFails(safely.problem()));
    }

    private int majorVersionOfProduction() {
        try (Connection connection = production.connect("godwit-proof")) {
            return connection.getMetaData().getDatabaseMajorVersion();
        } catch (SQLException refused) {
            throw ConnectionProblem.of(source, production, refused);
        }
    }

    private static Optional<ProofOutcome> untried(PlanProof proof, ProofVersions versions) {
        return proof.refused()
                .filter(PlanRun.Refused::isAboutTheCopy)
                .<ProofOutcome>map(
                        _ -> new ProofOutcome.NotTried("a copy without rows cannot tell: " + proof.problem()))
                .or(() -> versions.unknown(proof.problem()));
    }

    private PlanProof on(
            CopiesServer server, ProofVersions versions, Catalog current, Plan plan, Optional<Catalog> wanted)
            throws SQLException {
        DatabaseClone copy = server.withoutRows(source, production);
        try (Connection scratch = copy.connect("godwit-proof")) {
            CopiedObjects.complete(scratch, current);
            List<String> different = versions.between(current, CatalogReader.read(scratch));
            if (!different.isEmpty()) {
                throw new DifferentSchema(different.getFirst());
            }
            try (Statement statement = scratch.createStatement()) {
                statement.execute("SET statement_timeout = '60s'");
            }
            return PlanProof.of(scratch, plan, wanted);
        } finally {
            server.drop(copy);
        }
    }

    /// What is missing on the copies server, an extension for one.
    private static final class DifferentSchema extends RuntimeException {
        private static final long serialVersionUID = 1;

        DifferentSchema(String message) {
            super(message);
        }
    }
}
