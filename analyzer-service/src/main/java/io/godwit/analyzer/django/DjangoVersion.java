package io.godwit.analyzer.django;

import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.analyzer.model.SourceFile;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which Django creates the tables.
record DjangoVersion(int major, int minor) {
    static final DjangoVersion NEWEST = new DjangoVersion(6, 0);

    /// `Django==5.2.1`, `django>=4.2,<5`, `"django" = "^4.2"`, `Django~=3.2`, `name = "django"` with `version = "5.2"`
    /// of a lock file.
    private static final Pattern REQUIRED = Pattern.compile(
            "(?im)^[\\s\"'-]*django(?:\\[[a-z0-9_,\\s-]*])?[\"']?\\s*[,:]?\\s*(?:=\\s*)?[\"'{]?\\s*(?:version\\s*=\\s*)?[\"']?"
                    + "\\s*(?:===|==|~=|>=|\\^|>|=)?\\s*(\\d+)(?:\\.(\\d+))?");

    private static final int LONGEST_LINE = 200;

    private static final Pattern LOCKED =
            Pattern.compile("(?is)name\\s*=\\s*\"django\"\\s+version\\s*=\\s*\"(\\d+)\\.(\\d+)");

    boolean atLeast(int otherMajor, int otherMinor) {
        return major > otherMajor || major == otherMajor && minor >= otherMinor;
    }

    /// As stated, else as the project's requirements say; empty if neither does.
    static Optional<DjangoVersion> of(ProjectFacts facts, List<SourceFile> files) {
        return facts.stated("django.version")
                .flatMap(stated -> matched(Pattern.compile("(\\d+)(?:\\.(\\d+))?"), stated))
                .or(() -> files.stream()
                        .filter(file -> isRequirements(file.path()))
                        .flatMap(file -> matched(LOCKED, file.text()).or(() -> required(file.text())).stream())
                        .findFirst());
    }

    private static Optional<DjangoVersion> required(String text) {
        return text.lines()
                .filter(line -> line.length() < LONGEST_LINE)
                .flatMap(line -> matched(REQUIRED, line).stream())
                .findFirst();
    }

    static boolean isRequirements(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.matches(
                        "requirements.*\\.(txt|in)|pyproject\\.toml|Pipfile|poetry\\.lock|uv\\.lock|setup\\.(py|cfg)")
                || path.matches("(.*/)?requirements/[^/]+\\.(txt|in)");
    }

    private static Optional<DjangoVersion> matched(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        String minor = matcher.group(2);
        int major = number(matcher.group(1));
        return major < 1 || major > 20
                ? Optional.empty()
                : Optional.of(new DjangoVersion(major, minor == null ? 0 : number(minor)));
    }

    private static int number(String digits) {
        return digits.length() > 4 ? 0 : Integer.parseInt(digits);
    }
}
