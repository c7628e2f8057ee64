package io.godwit.analyzer.prisma;

import io.godwit.analyzer.prisma.Declaration.Attribute;
import io.godwit.analyzer.prisma.Declaration.Expression;
import io.godwit.model.catalog.DataType;
import java.util.List;
import java.util.Optional;

/// The PostgreSQL type of a scalar field, from its Prisma type and its `@db.` attribute.
final class ColumnTypes {
    static final String NATIVE = "db.";

    private ColumnTypes() {}

    /// The type of a Prisma scalar without a `@db.` attribute; empty for a name that is no scalar.
    static Optional<DataType> ofScalar(String scalar) {
        return Optional.ofNullable(
                        switch (scalar) {
                            case "String" -> "text";
                            case "Boolean" -> "boolean";
                            case "Int" -> "integer";
                            case "BigInt" -> "bigint";
                            case "Float" -> "double precision";
                            case "Decimal" -> "numeric(65,30)";
                            case "DateTime" -> "timestamp(3) without time zone";
                            case "Json" -> "jsonb";
                            case "Bytes" -> "bytea";
                            default -> null;
                        })
                .map(DataType::new);
    }

    /// The type a `@db.` attribute asks for; empty for one PostgreSQL does not have.
    static Optional<DataType> ofNative(Attribute attribute) {
        List<String> arguments = attribute.arguments().stream()
                .map(argument -> argument.value() instanceof Expression.Number(String digits) ? digits : "")
                .toList();
        return Optional.ofNullable(
                        switch (attribute.name().substring(NATIVE.length())) {
                            case "Text" -> "text";
                            case "VarChar" -> "character varying" + inParentheses(arguments);
                            case "Char" -> "character" + (arguments.isEmpty() ? "(1)" : inParentheses(arguments));
                            case "Citext" -> "public.citext";
                            case "Uuid" -> "uuid";
                            case "Xml" -> "xml";
                            case "Inet" -> "inet";
                            case "Bit" -> "bit" + (arguments.isEmpty() ? "(1)" : inParentheses(arguments));
                            case "VarBit" -> "bit varying" + inParentheses(arguments);
                            case "Boolean" -> "boolean";
                            case "Integer" -> "integer";
                            case "SmallInt" -> "smallint";
                            case "BigInt" -> "bigint";
                            case "Oid" -> "oid";
                            case "DoublePrecision" -> "double precision";
                            case "Real" -> "real";
                            case "Decimal" -> "numeric" + numericModifiers(arguments);
                            case "Money" -> "money";
                            case "Timestamp" -> "timestamp" + inParentheses(arguments) + " without time zone";
                            case "Timestamptz" -> "timestamp" + inParentheses(arguments) + " with time zone";
                            case "Date" -> "date";
                            case "Time" -> "time" + inParentheses(arguments) + " without time zone";
                            case "Timetz" -> "time" + inParentheses(arguments) + " with time zone";
                            case "Json" -> "json";
                            case "JsonB" -> "jsonb";
                            case "ByteA" -> "bytea";
                            default -> null;
                        })
                .map(DataType::new);
    }

    private static String numericModifiers(List<String> arguments) {
        return switch (arguments.size()) {
            case 0 -> "(65,30)";
            case 1 -> "(" + arguments.getFirst() + ",0)";
            default -> inParentheses(arguments);
        };
    }

    private static String inParentheses(List<String> arguments) {
        return arguments.isEmpty() ? "" : "(" + String.join(",", arguments) + ")";
    }
}
