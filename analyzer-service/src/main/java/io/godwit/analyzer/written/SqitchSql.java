package io.godwit.analyzer.written;

import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.analyzer.model.SourceFile;
import io.godwit.analyzer.written.Script.Direction;
import io.godwit.model.SourceLocation;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Changes of Sqitch: `deploy/NAME.sql` and `revert/NAME.sql`, in the order of `sqitch.plan`
/// (sqitch.org/docs/manual/sqitchtutorial). What `verify/NAME.sql` asks is not run.
final class SqitchSql implements MigrationFormat {
    private static final Pattern PATH = Pattern.compile("(?<top>(?:.*/)?)(?<folder>deploy|revert)/(?<change>.+)\\.sql");
    private static final Pattern HEADER =
            Pattern.compile("(?i)\\s*--\\s*(?:deploy|revert)\\s+[^\\s:]+:\\S+\\s+(?:to|from)\\s+pg\\b");
    private static final Pattern PLANNED = Pattern.compile("(?m)^(?<change>[^\\s%@#][^\\s]*)");

    @Override
    public boolean reads(String path) {
        return PATH.matcher(path).matches() || MigrationPaths.name(path).equals("sqitch.plan");
    }

    static boolean isSqitch(String text) {
        return HEADER.matcher(text).lookingAt();
    }

    @Override
    public List<Script> read(SourceFile file, List<SourceFile> project, ProjectFacts facts) {
        Matcher path = PATH.matcher(file.path());
        if (!path.matches()) {
            return List.of();
        }
        List<String> planned = project.stream()
                .filter(each -> each.path().equals(path.group("top") + "sqitch.plan"))
                .flatMap(plan -> PLANNED.matcher(plan.text()).results().map((MatchResult line) -> line.group(1)))
                .toList();
        String change = path.group("change");
        if (!planned.contains(change) && !isSqitch(file.text())) {
            return List.of();
        }
        boolean back = path.group("folder").equals("revert");
        return List.of(new Script(
                "Sqitch",
                path.group("top") + change,
                String.format(Locale.ROOT, "%06d %s", planned.indexOf(change) + 1, change),
                back ? Direction.DOWN : Direction.UP,
                SqlText.whole(file.path(), file.text(), 1),
                List.of(),
                new SourceLocation(file.path(), 1),
                Set.of()));
    }
}
