package io.godwit.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.cli.Console;
import io.godwit.cli.ExitCode;
import io.godwit.model.finding.Severity;
import io.godwit.postgres.DatabaseAddress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Help.Ansi;

final class ScriptOptionsTest {
    private final StringWriter out = new StringWriter();

    @TempDir
    private Path folder = Path.of(".");

    @Test
    void a_finding_is_shown_at_its_place_and_fails_the_check() throws IOException {
        int status = check("SELECT 1;\n  CREATE INDEX a ON orders (day);\n", CheckOutput.TEXT, Optional.empty());

        assertThat(status).isEqualTo(ExitCode.FINDINGS);
        assertThat(out.toString())
                .contains("V1.sql:2:3: danger GW104: builds an index while writers wait")
                .contains("      CREATE INDEX a ON orders (day);\n      ^");
    }

    @Test
    void a_finding_with_a_reason_beside_it_is_silenced_and_stays_in_the_report() throws IOException {
        int status = check(
                "-- godwit:ignore GW104 reason: nobody writes at night\nCREATE INDEX a ON orders (day);",
                CheckOutput.TEXT,
                Optional.empty());

        assertThat(status).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("V1.sql:2:1: silenced GW104: nobody writes at night");
    }

    @Test
    void without_a_reason_nothing_is_silenced() throws IOException {
        int status =
                check("-- godwit:ignore GW104\nCREATE INDEX a ON orders (day);", CheckOutput.GITHUB, Optional.empty());

        assertThat(status).isEqualTo(ExitCode.FINDINGS);
        assertThat(out.toString()).contains("::error file=").contains(",line=2,col=1,title=GW104::");
    }

    @Test
    void a_copy_that_is_not_reachable_is_said_and_the_rest_is_checked() throws IOException {
        DatabaseAddress nowhere = new DatabaseAddress("jdbc:postgresql://127.0.0.1:1/shop", "reader", "");

        int status = check("CREATE INDEX a ON orders (day);", CheckOutput.TEXT, Optional.of(nowhere));

        assertThat(status).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(out.toString())
                .contains("GW104")
                .contains("note: --copy: ")
                .contains("What needs no connection was checked.");
    }

    @Test
    void what_is_no_sql_is_said_to_be_not_understood() throws IOException {
        int status = check("db.orders.insertOne({day: 1})", CheckOutput.JSON, Optional.empty());

        assertThat(status).isEqualTo(ExitCode.FINDINGS);
        assertThat(out.toString()).contains("\"code\":\"GW113\"");
    }

    @Test
    void a_policy_rejects_with_its_reason() throws IOException {
        Path policy = Files.writeString(folder.resolve("policy.properties"), """
                rules = frozen
                rule.frozen.codes = GW105
                rule.frozen.tables = ord*
                rule.frozen.verdict = reject
                rule.frozen.reason = the table is frozen
                """);

        int status = check(
                "SET lock_timeout = '2s'; ALTER TABLE orders ADD COLUMN a int;",
                CheckOutput.TEXT,
                Optional.empty(),
                Optional.of(policy));

        assertThat(status).isEqualTo(ExitCode.FINDINGS);
        assertThat(out.toString()).contains("danger GW105").contains("the policy rejects it: the table is frozen");
    }

    private int check(String script, CheckOutput output, Optional<DatabaseAddress> copy) throws IOException {
        return check(script, output, copy, Optional.empty());
    }

    private int check(String script, CheckOutput output, Optional<DatabaseAddress> copy, Optional<Path> policy)
            throws IOException {
        Path file = Files.writeString(folder.resolve("V1.sql"), script);
        PrintWriter writer = new PrintWriter(out);
        return new ScriptOptions(
                        List.of(file),
                        Optional.empty(),
                        Optional.empty(),
                        copy,
                        policy,
                        Severity.WARNING,
                        output,
                        Optional.empty(),
                        false,
                        false)
                .run(new Console(writer, writer, Ansi.OFF));
    }
}
