package io.godwit.acceptance;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The rules of docs/architecture.md. A class that breaks one is named with the place where it does.
class ArchitectureTest {
    private static final List<String> SERVICES =
            List.of("analyzer", "validator", "capture", "shadow", "executor", "monitor");
    private static JavaClasses godwit = new ClassFileImporter().importPackages();

    @BeforeAll
    static void read() {
        godwit = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.godwit");
    }

    @Test
    void the_model_depends_on_nothing() {
        holds(classes()
                .that()
                .resideInAPackage("io.godwit.model..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.godwit.model..", "java..", "org.jspecify.annotations..")
                .because("the domain is plain values and pure functions"));
    }

    @Test
    void the_model_does_no_input_or_output() {
        holds(noClasses()
                .that()
                .resideInAPackage("io.godwit.model..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "java.net..", "java.nio.file..")
                .because("input and output live at the edge"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"analyzer", "validator", "capture", "shadow", "executor", "monitor"})
    void services_meet_in_events_only(String service) {
        String[] others = SERVICES.stream()
                .filter(other -> !other.equals(service))
                .flatMap(other -> Stream.of("io.godwit." + other + ".."))
                .toArray(String[]::new);
        holds(noClasses()
                .that()
                .resideInAPackage("io.godwit." + service + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .because("a service can be replaced without touching another"));
    }

    @Test
    void services_do_not_depend_on_the_stack_the_command_or_the_demo() {
        holds(noClasses()
                .that()
                .resideInAnyPackage(packagesOf(SERVICES))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.godwit.stack..", "io.godwit.cli..", "io.godwit.demo..")
                .because("the same services run unchanged against a Kafka and a PostgreSQL of your own"));
    }

    @Test
    void the_contracts_depend_on_kafka_and_avro_only() {
        holds(noClasses()
                .that()
                .resideInAnyPackage("io.godwit.schemas..", "io.godwit.events..")
                .should()
                .dependOnClassesThat(describe(
                        "are Godwit's own, the contracts left out",
                        (JavaClass type) -> type.getPackageName().startsWith("io.godwit.")
                                && !type.getPackageName().startsWith("io.godwit.schemas")
                                && !type.getPackageName().startsWith("io.godwit.events")))
                .because("an outside subscriber needs nothing else"));
    }

    @Test
    void the_postgres_module_knows_neither_kafka_nor_events() {
        holds(noClasses()
                .that()
                .resideInAPackage("io.godwit.postgres..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "io.godwit.events..", "io.godwit.runtime..")
                .because("it serves the command line without a broker too"));
    }

    @Test
    void the_runtime_knows_no_database() {
        holds(noClasses()
                .that()
                .resideInAPackage("io.godwit.runtime..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.godwit.postgres..", "org.postgresql..")
                .because("how a service runs is apart from what it does"));
    }

    private static String[] packagesOf(List<String> services) {
        return Arrays.stream(services.toArray(String[]::new))
                .map(service -> "io.godwit." + service + "..")
                .toArray(String[]::new);
    }

    private static void holds(ArchRule rule) {
        rule.allowEmptyShould(false).check(godwit);
    }
}
