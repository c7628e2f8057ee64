package io.godwit.analyzer.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.util.Locale;

/// Any text for one of the parsers: the last byte chooses which. `-Dgodwit.fuzz.parser=typeorm` tries that one alone.
public final class ParserFuzz {
    private static final String ONLY = System.getProperty("godwit.fuzz.parser", "");

    private ParserFuzz() {}

    /// What is tried.
    enum Parser {
        PRISMA,
        PYTHON,
        SQL,
        TYPEORM,
        JPA
    }

    /// An input that gives the text to the parser.
    static String seed(Parser parser, String text) {
        return text + (char) parser.ordinal();
    }

    /// Loads the classes before any input is timed: instrumenting them takes seconds on a busy machine.
    public static void fuzzerInitialize() {
        PythonModelsFuzz.fuzzerInitialize();
        TypeOrmFuzz.fuzzerInitialize();
        JpaFuzz.fuzzerInitialize();
    }

    public static void fuzzerTestOneInput(FuzzedDataProvider input) {
        Parser chosen = Parser.values()[input.consumeInt(0, Parser.values().length - 1)];
        switch (ONLY.isEmpty() ? chosen : Parser.valueOf(ONLY.toUpperCase(Locale.ROOT))) {
            case PRISMA -> PrismaFuzz.fuzzerTestOneInput(input);
            case PYTHON -> PythonModelsFuzz.fuzzerTestOneInput(input);
            case SQL -> QueryFuzz.fuzzerTestOneInput(input);
            case TYPEORM -> TypeOrmFuzz.fuzzerTestOneInput(input);
            case JPA -> JpaFuzz.fuzzerTestOneInput(input);
        }
    }
}
