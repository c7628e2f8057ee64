package io.godwit.validator.facts;

import io.godwit.model.catalog.ObjectName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Answers without a database: what PostgreSQL's own functions are known to do, and caution for the rest.
final class NoQuestions implements CatalogQuestions {
    private static final Pattern FUNCTION = Pattern.compile("([a-z_][\\w$.]*)\\s*\\(");
    /// PostgreSQL's own functions that defaults call and that are not volatile (`pg_proc.provolatile`, 14 to 18).
    private static final String STEADY =
            "now|transaction_timestamp|statement_timestamp|current_setting|txid_current|pg_current_xact_id|lower|upper"
                    + "|md5|concat|coalesce|greatest|least|nullif|array|row|to_timestamp|make_date|make_interval"
                    + "|date_trunc|jsonb_build_object|json_build_object|jsonb_build_array|json_build_array|to_jsonb"
                    + "|to_json|timezone|cast|extract|date_part|length|round|floor|ceil|abs|replace|substring|trim"
                    + "|ltrim|rtrim|left|right|format|encode|decode|to_char|to_date|to_number|uuid_nil|uuid_ns_dns"
                    + "|int4range|int8range|numrange|tsrange|tstzrange|daterange|to_tsvector|numeric|varchar|char"
                    + "|timestamp|timestamptz|interval|time|bit|decimal|string_to_array|array_fill|hstore|point|box";

    @Override
    public Optional<TypeFacts> type(String sqlType) {
        return Optional.empty();
    }

    @Override
    public Cast cast(long from, long to) {
        return Cast.UNKNOWN;
    }

    @Override
    public Optional<Boolean> defaultNeedsRewrite(String type, String expression) {
        Matcher matcher =
                FUNCTION.matcher(expression.replaceAll("'(?:[^']|'')*+'", "''").toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            if (!matcher.group(1).matches("(?:pg_catalog\\.)?(?:" + STEADY + ")")) {
                return Optional.of(true);
            }
        }
        return Optional.of(false);
    }

    @Override
    public boolean excluded(ObjectName table, String condition) {
        return false;
    }

    @Override
    public Optional<Boolean> anyRow(String query) {
        return Optional.empty();
    }

    @Override
    public Optional<String> dataError(String query) {
        return Optional.empty();
    }

    @Override
    public Optional<String> text(String query) {
        return Optional.empty();
    }

    @Override
    public Optional<List<String>> texts(String query, int limit) {
        return Optional.empty();
    }

    @Override
    public Optional<QueryFacts> plan(String query) {
        return Optional.empty();
    }

    @Override
    public String timeZone() {
        return "";
    }
}
