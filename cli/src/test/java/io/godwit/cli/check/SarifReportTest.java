package io.godwit.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.finding.Severity;
import io.godwit.validator.rule.Blocking;
import io.godwit.validator.rule.StatementFinding;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SarifReportTest {
    private static String report(String file, Optional<String> docs) {
        StatementFinding finding = new StatementFinding(
                "GW102", Severity.DANGER, Blocking.LONG, "rewrites t", "all wait", "do it", List.of());
        return new SarifReport(
                        List.of(new ReportedFinding(
                                new Place(file, 3, 1), "", finding, Optional.empty(), Severity.DANGER, "")),
                        docs)
                .text();
    }

    @Test
    void the_tool_says_its_version_and_each_result_the_number_of_its_rule() {
        assertThat(report("a.sql", Optional.empty()))
                .contains("\"name\":\"godwit\",\"version\":\"0.1.0\"", "\"ruleId\":\"GW102\",\"ruleIndex\":0")
                .doesNotContain("informationUri");
    }

    @Test
    void rules_have_links_where_somebody_says_where_the_pages_are() {
        assertThat(report("a.sql", Optional.of("https://example.org/godwit/docs/")))
                .contains(
                        "\"informationUri\":\"https://example.org/godwit/docs/\"",
                        "\"helpUri\":\"https://example.org/godwit/docs/findings/GW102.md\"");
    }

    @Test
    void rules_have_the_full_description_that_code_scanning_asks_for() {
        assertThat(report("a.sql", Optional.empty())).containsPattern("\"fullDescription\":\\{\"text\":\"[^\"]+\\.\"");
    }

    @Test
    void files_are_references_absolute_ones_with_their_scheme() {
        assertThat(report("db/up 1.sql", Optional.empty())).contains("\"uri\":\"db/up%201.sql\"");
        assertThat(report("/db/up.sql", Optional.empty())).contains("\"uri\":\"file:///db/up.sql\"");
    }
}
