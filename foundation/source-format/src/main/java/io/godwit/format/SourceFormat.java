package io.godwit.format;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Checks (`check ROOT KNOWN`) or rewrites (`apply ROOT KNOWN`) every Java source below the folder ROOT, build output
/// left out; KNOWN is the file of [FormattedBefore]. Ends with status 1 when a file is not formatted or cannot be
/// parsed, and names each.
public final class SourceFormat {
    private static final Set<String> NOT_OURS = Set.of("target", ".git", ".godwit");

    private final Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());

    private final FormattedBefore known;

    private SourceFormat(FormattedBefore known) {
        this.known = known;
    }

    public static void main(String[] arguments) throws IOException {
        boolean apply = arguments[0].equals("apply");
        Path root = Path.of(arguments[1]);
        FormattedBefore known = FormattedBefore.read(Path.of(arguments[2]), version());
        SourceFormat format = new SourceFormat(known);
        List<String> problems = new ArrayList<>();
        for (Path file : sources(root)) {
            format.visit(root.resolve(file), apply).ifPresent(problem -> problems.add(file + ": " + problem));
        }
        known.write();
        if (!problems.isEmpty()) {
            problems.forEach(System.err::println);
            System.err.println("Format them with: mvn -q -pl foundation/source-format -Pformat process-classes");
            System.exit(1);
        }
    }

    /// The formatter's jar, which is named after its version, and what runs before it.
    private static String version() throws IOException {
        try (InputStream comments = Objects.requireNonNull(
                DocumentationComments.class.getResourceAsStream("DocumentationComments.class"))) {
            return Formatter.class.getProtectionDomain().getCodeSource().getLocation() + " "
                    + Arrays.hashCode(comments.readAllBytes());
        }
    }

    private static List<Path> sources(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(root::relativize)
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> StreamSupport.stream(file.spliterator(), false)
                            .noneMatch(folder -> NOT_OURS.contains(folder.toString())))
                    .sorted()
                    .toList();
        }
    }

    /// What is wrong with `file`, or empty where nothing is or `apply` mended it.
    private Optional<String> visit(Path file, boolean apply) throws IOException {
        String source = Files.readString(file);
        if (known.contains(source)) {
            return Optional.empty();
        }
        String formatted;
        try {
            formatted = formatter.formatSource(ImportOrderer.reorderImports(
                    RemoveUnusedImports.removeUnusedImports(DocumentationComments.wrapped(source)),
                    JavaFormatterOptions.Style.PALANTIR));
        } catch (FormatterException problem) {
            return Optional.of(problem.toString());
        }
        if (!formatted.equals(source)) {
            if (!apply) {
                return Optional.of("not formatted");
            }
            Files.writeString(file, formatted);
        }
        known.add(formatted);
        return Optional.empty();
    }
}
