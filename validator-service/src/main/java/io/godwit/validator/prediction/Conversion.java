package io.godwit.validator.prediction;

import io.godwit.model.statement.TableChange;
import io.godwit.validator.facts.CatalogQuestions;
import io.godwit.validator.facts.CatalogQuestions.Cast;
import io.godwit.validator.facts.ColumnFacts;
import io.godwit.validator.facts.TypeFacts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether a column's conversion to another type leaves every value as it is: then PostgreSQL keeps the table's file.
/// Types and casts are asked of `pg_type` and `pg_cast`; which modifiers only widen is what the support functions of
/// PostgreSQL's types say (`varchar_support`, `numeric_support`, `varbit_support`, `TemporalSimplify`).
final class Conversion {
    private static final Set<String> ONE_LENGTH = Set.of("varchar", "varbit");
    private static final Set<String> PRECISION = Set.of("timestamp", "timestamptz", "time", "timetz", "interval");
    private static final int MOST_PRECISE = 6;
    private static final Pattern CAST = Pattern.compile("(?is)cast\\s*\\((.*)\\s+as\\s+([^()]+(?:\\([^)]*\\))?)\\)");
    private static final Pattern COLONS = Pattern.compile("(?is)(.*)::\\s*([\\w\\s\".]+(?:\\([^)]*\\))?(?:\\[])*)");

    private final CatalogQuestions questions;
    private final boolean newTypes;

    Conversion(Setting setting) {
        this.questions = setting.questions();
        this.newTypes = !setting.changed().types().isEmpty();
    }

    /// @throws Refused if there is no conversion without a USING clause
    boolean rewrites(ColumnFacts column, TableChange.ChangeType change) {
        Optional<TypeFacts> from = questions.type(column.type());
        if (from.isEmpty()) {
            return true;
        }
        Value value = new Value(from.get(), true);
        boolean written = change.using().isPresent();
        if (written) {
            Optional<Value> computed = computed(change.using().get().strip(), column.name(), value);
            if (computed.isEmpty()) {
                return true;
            }
            value = computed.get();
        }
        return !converted(value, change.type(), written, column.name()).untouched();
    }

    private record Value(TypeFacts type, boolean untouched) {}

    /// The column itself, perhaps under casts; empty for anything else.
    private Optional<Value> computed(String expression, String column, Value start) {
        String bare = unparenthesized(expression);
        if (bare.equals("\"" + column.replace("\"", "\"\"") + "\"") || bare.equalsIgnoreCase(column)) {
            return Optional.of(start);
        }
        for (Pattern pattern : List.of(CAST, COLONS)) {
            Matcher matcher = pattern.matcher(bare);
            if (matcher.matches()) {
                String type = matcher.group(2).strip();
                return computed(matcher.group(1).strip(), column, start)
                        .map(value -> converted(value, type, true, column));
            }
        }
        return Optional.empty();
    }

    private static String unparenthesized(String expression) {
        String bare = expression.strip();
        while (bare.startsWith("(") && closes(bare) == bare.length() - 1) {
            bare = bare.substring(1, bare.length() - 1).strip();
        }
        return bare;
    }

    private static int closes(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private Value converted(Value value, String sqlType, boolean explicit, String column) {
        Optional<TypeFacts> asked = questions.type(sqlType);
        if (asked.isEmpty() && newTypes) {
            return new Value(value.type(), false);
        }
        if (asked.isEmpty()) {
            throw new Refused("type \"" + sqlType + "\" does not exist");
        }
        TypeFacts to = asked.get();
        TypeFacts from = value.type();
        if (from.oid() == to.oid() && from.modifiers().equals(to.modifiers())) {
            return new Value(to, value.untouched());
        }
        boolean kept = !to.constrained() && keeps(from, to, explicit, column, sqlType);
        return new Value(to, value.untouched() && kept);
    }

    private boolean keeps(TypeFacts from, TypeFacts to, boolean explicit, String column, String sqlType) {
        if (from.base() == to.base()) {
            return widens(
                    to.name(), from.modifiers(), to.modifiers(), to.category().equals("A"));
        }
        Cast cast = questions.cast(from.base(), to.base());
        if (!explicit && (cast == Cast.EXPLICIT || cast == Cast.NONE)) {
            throw new Refused("column \"" + column + "\" cannot be cast automatically to type " + sqlType);
        }
        Set<String> times = Set.of("timestamp", "timestamptz");
        if (times.contains(from.name()) && times.contains(to.name())) {
            return utc() && (to.modifiers().isEmpty() || to.modifiers().getFirst() >= MOST_PRECISE);
        }
        if (cast != Cast.BINARY || to.category().equals("A")) {
            return false;
        }
        boolean lengths = ONE_LENGTH.contains(to.name()) && ONE_LENGTH.contains(from.name())
                || from.name().equals("bpchar") && ONE_LENGTH.contains(to.name());
        return to.modifiers().isEmpty() || lengths && widens(to.name(), from.modifiers(), to.modifiers(), false);
    }

    private boolean utc() {
        return questions
                .timeZone()
                .toUpperCase(java.util.Locale.ROOT)
                .matches("(ETC/)?(UTC|GMT|UCT|ZULU|UNIVERSAL|GREENWICH)|GMT[+-]?0|ETC/GMT[+-]?0|<[+-]00>[+-]?00");
    }

    /// Whether every value that fits the old modifiers fits the new ones unchanged.
    private static boolean widens(String type, List<Integer> from, List<Integer> to, boolean array) {
        if (to.equals(from) || to.isEmpty()) {
            return true;
        }
        if (array) {
            return false;
        }
        if (type.equals("numeric")) {
            return !from.isEmpty() && scale(from) == scale(to) && to.getFirst() >= from.getFirst();
        }
        if (PRECISION.contains(type)) {
            return to.getFirst() >= MOST_PRECISE || !from.isEmpty() && to.getFirst() >= from.getFirst();
        }
        return ONE_LENGTH.contains(type) && !from.isEmpty() && to.getFirst() >= from.getFirst();
    }

    private static int scale(List<Integer> modifiers) {
        return modifiers.size() > 1 ? modifiers.get(1) : 0;
    }
}
