package io.godwit.validator;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.validator.pattern.SafePattern;
import io.godwit.validator.pattern.SafePatterns;
import io.godwit.validator.rule.Rule;
import io.godwit.validator.rule.Rules;
import io.godwit.validator.rule.StepRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class EveryRuleTest {

    @Test
    void has_a_code_of_its_own_a_page_and_a_case() {
        Stream<String> codes = Stream.of(
                        Rules.all().stream().map(Rule::code),
                        Rules.ofSteps().stream().map(StepRule::code),
                        Stream.of(
                                Rules.DRIFT,
                                Rules.DISAGREEMENT,
                                Rules.QUERY_STOPS,
                                Rules.FUNCTION_NAMES,
                                Rules.OPEN_TRANSACTION))
                .flatMap(stream -> stream);
        List<String> all = codes.toList();
        assertThat(all).doesNotHaveDuplicates();
        Path pages = Path.of(
                        Optional.ofNullable(System.getProperty("godwit.root")).orElse(".."))
                .resolve("docs/findings");
        assertThat(Stream.concat(all.stream(), SafePatterns.all().stream().map(SafePattern::code)))
                .allSatisfy(code -> assertThat(Files.isRegularFile(pages.resolve(code + ".md")))
                        .as("docs/findings/%s.md", code)
                        .isTrue());
    }
}
