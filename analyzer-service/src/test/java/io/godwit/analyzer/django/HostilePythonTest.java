package io.godwit.analyzer.django;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.godwit.analyzer.model.DesiredSchema;
import io.godwit.analyzer.model.Gap;
import io.godwit.analyzer.model.ModelLanguage;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.analyzer.model.SourceFile;
import io.godwit.analyzer.sqlalchemy.SqlAlchemyLanguage;
import io.godwit.model.UnusableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Text that is no good Python gives a result all the same, or a gap. Mutated for a second, in the same way each time;
/// for longer with `-Dgodwit.fuzz.seconds=600`, in another way with `-Dgodwit.fuzz.seed=1`.
class HostilePythonTest {
    private static final Path RESOURCES = Path.of("src/test/resources/io/godwit/analyzer");

    private static final String IMPORT = "from django.db import models\n";

    @Test
    void mutated_models_never_break_the_reader() throws IOException {
        long seed = Long.getLong("godwit.fuzz.seed", 20261122L);
        Duration time = Duration.ofSeconds(Long.getLong("godwit.fuzz.seconds", 1));
        String django = Files.readString(RESOURCES.resolve("django/first/shop/models.py"));
        String alchemy = Files.readString(RESOURCES.resolve("sqlalchemy/models.py"));
        Random random = new Random(seed);
        long end = System.nanoTime() + time.toNanos();
        for (int round = 0; System.nanoTime() < end; round++) {
            String text = mutated(round % 2 == 0 ? django : alchemy, random);
            ModelLanguage language = round % 2 == 0 ? new DjangoLanguage() : new SqlAlchemyLanguage();
            assertThatCode(() -> readOrRefuse(language, text))
                    .as("seed %d, round %d", seed, round)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void functions_that_double_each_other_end_in_time() {
        StringBuilder doubling = new StringBuilder(IMPORT);
        for (int i = 0; i < 40; i++) {
            doubling.append("def n%1$d(x):\n    return n%2$d(x) + n%2$d(x)\n".formatted(i, i + 1))
                    .append("def q%1$d():\n    return q%2$d() & q%2$d()\n".formatted(i, i + 1))
                    .append("def i%1$d():\n    return i%2$d() + i%2$d()\n".formatted(i, i + 1));
        }
        String models = doubling + """
                def n40(x):
                    return x
                def q40():
                    return models.Q(size=1)
                def i40():
                    return [models.Index(fields=["size"], name="i")]
                class Tree(models.Model):
                    size = models.IntegerField()
                    name = models.CharField(max_length=n0(1))
                    class Meta:
                        indexes = i0()
                        constraints = [models.CheckConstraint(condition=q0(), name="c")]
                """;

        assertThat(read(models).gaps()).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void deep_nesting_is_no_way_to_break_the_reader() {
        String deep = "(".repeat(5000) + "1" + ")".repeat(5000);
        String conditions = "models.Q(size=1)" + " & models.Q(size=2)".repeat(3000);

        DesiredSchema schema = read(IMPORT + """
                class Tree(models.Model):
                    size = models.CharField(max_length=%s)
                    class Meta:
                        constraints = [models.CheckConstraint(condition=%s, name="c")]
                """.formatted(deep, conditions));

        assertThat(schema.gaps()).isNotEmpty();
    }

    @Test
    void a_huge_file_is_a_gap_that_names_it() {
        DesiredSchema schema = read(IMPORT + "# filler\n".repeat(600_000));

        assertThat(schema.gaps())
                .extracting(Gap::what)
                .singleElement()
                .asString()
                .contains("bytes");
    }

    @Test
    void binary_text_holds_no_models() {
        assertThat(read("django\u0000\u0001\uFFFD\uD800 models.Model \u0000 class X(")
                        .catalog()
                        .tables())
                .isEmpty();
    }

    private static DesiredSchema read(String text) {
        return new DjangoLanguage().read(List.of(new SourceFile("a/models.py", text)), ProjectFacts.none());
    }

    /// Names PostgreSQL cannot have are refused as such.
    private static void readOrRefuse(ModelLanguage language, String text) {
        try {
            language.read(List.of(new SourceFile("a/models.py", text)), ProjectFacts.none());
        } catch (UnusableName refused) {
            assertThat(refused).hasMessageContaining("null character");
        }
    }

    private static String mutated(String text, Random random) {
        StringBuilder mutated = new StringBuilder(text);
        for (int i = 0; i < 1 + random.nextInt(6) && !mutated.isEmpty(); i++) {
            int at = random.nextInt(mutated.length());
            int end = Math.min(mutated.length(), at + 1 + random.nextInt(40));
            switch (random.nextInt(5)) {
                case 0 -> mutated.delete(at, end);
                case 1 -> mutated.insert(at, mutated.substring(at, end));
                case 2 -> mutated.setCharAt(at, "()[]{}'\"\\:,=*&|~\n\u0000\t%é".charAt(random.nextInt(21)));
                case 3 -> mutated.setLength(Math.max(1, at));
                default -> {
                    int other = random.nextInt(mutated.length());
                    mutated.insert(at, mutated.substring(other, Math.min(mutated.length(), other + 30)));
                }
            }
        }
        return mutated.toString();
    }
}
