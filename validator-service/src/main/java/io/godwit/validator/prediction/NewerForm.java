package io.godwit.validator.prediction;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// Forms of statements that came with a later release than the one a migration is for, where only their text shows it:
/// a newer server that is asked in its place takes them (release notes, "Changes").
enum NewerForm {
    MERGE(15, "^\\s*merge\\s+into\\b", "MERGE"),
    PUBLISHED_PART(
            15,
            "^\\s*(?:create|alter)\\s+publication\\b.*\\btable\\s+(?:only\\s+)?[\\w.\"$]+\\s*\\*?\\s*\\(",
            "column lists of publications"),
    PUBLISHED_ROWS(
            15, "^\\s*(?:create|alter)\\s+publication\\b.*\\btable\\b.*\\bwhere\\s*\\(", "row filters of publications"),
    PUBLISHED_SCHEMA(
            15, "^\\s*(?:create|alter)\\s+publication\\b.*\\btables\\s+in\\s+schema\\b", "publications of schemas"),
    NULLS_NOT_DISTINCT(15, "\\bnulls\\s+not\\s+distinct\\b", "NULLS NOT DISTINCT"),
    SECURITY_INVOKER(15, "\\bview\\b.*\\bsecurity_invoker\\b", "security_invoker"),
    NULLED_COLUMNS(15, "\\bon\\s+delete\\s+set\\s+(?:null|default)\\s*\\(", "ON DELETE SET NULL (columns)"),
    PARAMETER_RIGHTS(15, "^\\s*(?:grant|revoke)\\b.*\\bon\\s+parameter\\b", "rights on parameters"),
    VACUUM_LIMIT(16, "^\\s*(?:vacuum|analyze)\\s*\\(.*\\bbuffer_usage_limit\\b", "BUFFER_USAGE_LIMIT"),
    MERGE_RETURNING(
            17, "^\\s*merge\\s+into\\b.*\\b(?:returning|not\\s+matched\\s+by\\s+source)\\b", "MERGE … RETURNING"),
    TRANSACTION_TIMEOUT(
            17, "^\\s*set\\s+(?:local\\s+|session\\s+)?transaction_timeout\\b", "the parameter transaction_timeout"),
    COPY_ON_ERROR(17, "^\\s*copy\\b.*\\bon_error\\b", "COPY … ON_ERROR"),
    WITHOUT_OVERLAPS(18, "\\bwithout\\s+overlaps\\b", "WITHOUT OVERLAPS"),
    PERIOD(18, "\\bforeign\\s+key\\s*\\([^)]*\\bperiod\\b", "foreign keys over a PERIOD"),
    ONLY_PARENT(18, "^\\s*(?:vacuum|analyze)\\b.*\\bonly\\b", "VACUUM or ANALYZE of ONLY a table");

    private static final Pattern STRING = Pattern.compile("'(?:[^']|'')*+'|\\$(\\w*)\\$.*?\\$\\1\\$", Pattern.DOTALL);

    private final int since;
    private final Pattern form;
    private final String words;

    NewerForm(int since, String form, String words) {
        this.since = since;
        this.form = Pattern.compile("(?is)" + form);
        this.words = words;
    }

    /// @param version PostgreSQL's major version it is for
    static Optional<String> refusal(String statement, int version) {
        String bare = STRING.matcher(statement).replaceAll("''");
        return Arrays.stream(values())
                .filter(newer ->
                        version < newer.since && newer.form.matcher(bare).find())
                .findFirst()
                .map(newer -> newer.words + " came with PostgreSQL " + newer.since);
    }
}
