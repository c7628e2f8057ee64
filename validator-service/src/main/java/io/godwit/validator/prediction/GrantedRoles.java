package io.godwit.validator.prediction;

import io.godwit.model.SqlName;
import io.godwit.model.statement.Statement;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Roles and tables that a GRANT or REVOKE names and that are not there.
final class GrantedRoles {
    private static final String ROLE = "(?:\"(?:[^\"]|\"\")++\"|[\\w$]+)";
    private static final String ROLES = "(" + ROLE + "(?:\\s*,\\s*" + ROLE + ")*)";
    private static final Pattern GRANTEES = Pattern.compile("(?is)\\s(?:to|from)\\s+(?:group\\s+)?" + ROLES + "[^,]*$");
    private static final Pattern MEMBERSHIP = Pattern.compile("(?is)^\\s*" + ROLES + "\\s+(?:to|from)\\s.*");
    private static final Pattern ONE = Pattern.compile(ROLE);

    private final Setting setting;
    private final Mentioned mentioned;

    GrantedRoles(Setting setting, Mentioned mentioned) {
        this.setting = setting;
        this.mentioned = mentioned;
    }

    Optional<String> refusal(Statement.Grant grant) {
        return Stream.concat(roles(MEMBERSHIP, grant.text()), roles(GRANTEES, grant.text()))
                .filter(role -> !mentioned.contains(role) && !Existence.ROLES_ALWAYS.contains(role))
                .filter(this::isMissing)
                .findFirst()
                .map(role -> "role \"" + role + "\" does not exist")
                .or(() -> grant.tables().stream()
                        .filter(table -> !mentioned.contains(table.name()))
                        .filter(table -> setting.facts().relation(table).isEmpty())
                        .findFirst()
                        .map(table -> "relation \"" + table.name() + "\" does not exist"));
    }

    private boolean isMissing(String role) {
        return setting.questions()
                .anyRow("select 1 from pg_roles where rolname = " + SqlName.literal(role))
                .map(there -> !there)
                .orElse(false);
    }

    /// As the catalog holds them.
    private static Stream<String> roles(Pattern listed, String text) {
        Matcher list = listed.matcher(text);
        return list.find()
                ? ONE.matcher(list.group(1)).results().map(MatchResult::group).map(GrantedRoles::unquoted)
                : Stream.empty();
    }

    private static String unquoted(String role) {
        return role.startsWith("\"")
                ? role.substring(1, role.length() - 1).replace("\"\"", "\"")
                : role.toLowerCase(Locale.ROOT);
    }
}
