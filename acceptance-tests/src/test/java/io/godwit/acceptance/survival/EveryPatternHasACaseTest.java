package io.godwit.acceptance.survival;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.finding.Evidence;
import io.godwit.postgres.catalog.CatalogReader;
import io.godwit.stack.test.TestDatabase;
import io.godwit.stack.test.TestStack;
import io.godwit.validator.Judgement;
import io.godwit.validator.pattern.ListedColumn;
import io.godwit.validator.pattern.SafePattern;
import io.godwit.validator.pattern.SafePatterns;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// A pattern that no case of the crash test uses has never been broken off, nor been compared with a twin.
class EveryPatternHasACaseTest {
    private static final Pattern APPLIES = Pattern.compile("the pattern (\\w+) applies");
    private static final int COLUMN_LISTS = 15;

    @Test
    void the_plans_of_the_cases_use_every_safe_pattern() throws SQLException {
        Set<String> used = new TreeSet<>();
        Set<String> titles = new TreeSet<>();
        int version = 0;
        for (SurvivalCase change : SurvivalCases.all()) {
            try (TestDatabase before = TestStack.newDatabase();
                    TestDatabase after = TestStack.newDatabase();
                    Connection live = before.connect();
                    Connection wanted = after.connect()) {
                before.execute(change.before());
                after.execute(change.after());
                Catalog catalog = CatalogReader.read(wanted);
                version = live.getMetaData().getDatabaseMajorVersion();
                Judgement judgement = Planning.judgement(change, live, catalog);
                judgement.plan().steps().forEach(step -> titles.add(step.title()));
                judgement.findings().stream()
                        .flatMap(finding -> finding.evidence().stream())
                        .map(Evidence::fact)
                        .map(APPLIES::matcher)
                        .filter(Matcher::matches)
                        .forEach(found -> used.add(found.group(1)));
            }
        }
        assertThat(used).containsExactlyInAnyOrderElementsOf(patterns(version));
        assertThat(titles)
                .as("what is done with whole plans: views filled beside, enums replaced")
                .anyMatch(title -> title.startsWith("Make anew with what is filled beside: "))
                .anyMatch(title -> title.endsWith(", and the new type that of the enum"));
    }

    private static Set<String> patterns(int version) {
        return SafePatterns.all().stream()
                .filter(pattern -> version >= COLUMN_LISTS || !(pattern instanceof ListedColumn))
                .map(SafePattern::getClass)
                .map(Class::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
