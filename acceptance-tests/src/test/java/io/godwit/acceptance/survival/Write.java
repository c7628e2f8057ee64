package io.godwit.acceptance.survival;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/// One write of an application, made of chance: as SQL for the table, and the same for its twin.
///
/// @param rows  for COPY, in its text form; empty for any other statement
/// @param first the first key it may touch
/// @param last  the last one
record Write(String live, String twin, String rows, long first, long last) {
    /// Keys beyond those a case begins with, so that there is something to insert.
    private static final int KEYS = 30_000;

    static Write of(Client client, Random random) {
        return switch (random.nextInt(10)) {
            case 0, 1 -> insert(client, random, "");
            case 2, 3 -> insert(client, random, "upsert");
            case 4, 5, 6 -> update(client, random);
            case 7 -> updateSome(client, random);
            case 8 -> delete(client, random);
            default -> copy(client, random);
        };
    }

    private static Write insert(Client client, Random random, String upsert) {
        List<String> values = values(client, random);
        long key = random.nextInt(KEYS);
        return new Write(
                insert(client, client.table(), names(client, false), key, values, upsert),
                insert(client, client.twin(), names(client, true), key, values, upsert),
                "",
                key,
                key);
    }

    private static String insert(
            Client client, String table, List<String> names, long key, List<String> values, String upsert) {
        String conflict = upsert.isEmpty()
                ? ""
                : " ON CONFLICT (" + client.key() + ") DO UPDATE SET "
                        + names.stream()
                                .map(name -> name + " = excluded." + name)
                                .collect(Collectors.joining(", "));
        return "INSERT INTO " + table + " (" + client.key() + ", " + String.join(", ", names) + ") VALUES (" + key
                + ", " + literals(values) + ")" + conflict;
    }

    private static Write update(Client client, Random random) {
        int key = random.nextInt(KEYS);
        return update(client.columns(), client, random, key, key);
    }

    private static Write updateSome(Client client, Random random) {
        int first = random.nextInt(KEYS);
        List<Client.Column> columns =
                client.columns().stream().filter(column -> !column.unique()).toList();
        return update(columns, client, random, first, first + 20);
    }

    private static Write update(List<Client.Column> columns, Client client, Random random, int first, int last) {
        String where =
                " WHERE " + client.key() + (first == last ? " = " + first : " BETWEEN " + first + " AND " + last);
        Client.Column column = columns.get(random.nextInt(columns.size()));
        String value = literal(column.value().apply(random));
        return new Write(
                "UPDATE " + client.table() + " SET " + column.name() + " = " + value + where,
                "UPDATE " + client.twin() + " SET " + column.twin() + " = " + value + where,
                "",
                first,
                last);
    }

    private static Write delete(Client client, Random random) {
        int key = random.nextInt(KEYS);
        String where = " WHERE " + client.key() + " = " + key;
        return new Write("DELETE FROM " + client.table() + where, "DELETE FROM " + client.twin() + where, "", key, key);
    }

    private static Write copy(Client client, Random random) {
        StringBuilder rows = new StringBuilder();
        long key = KEYS + random.nextInt(1_000_000) * 10L;
        int count = 1 + random.nextInt(5);
        for (int row = 0; row < count; row++) {
            rows.append(key + row)
                    .append('\t')
                    .append(String.join("\t", values(client, random)))
                    .append('\n');
        }
        return new Write(
                "COPY " + client.table() + " (" + client.key() + ", " + String.join(", ", names(client, false))
                        + ") FROM STDIN",
                "COPY " + client.twin() + " (" + client.key() + ", " + String.join(", ", names(client, true))
                        + ") FROM STDIN",
                rows.toString(),
                key,
                key + count - 1);
    }

    private static List<String> names(Client client, boolean twin) {
        return client.columns().stream()
                .map(column -> twin ? column.twin() : column.name())
                .toList();
    }

    private static List<String> values(Client client, Random random) {
        List<String> values = new ArrayList<>();
        client.columns().forEach(column -> values.add(column.value().apply(random)));
        return values;
    }

    private static String literals(List<String> values) {
        return values.stream().map(Write::literal).collect(Collectors.joining(", "));
    }

    private static String literal(String value) {
        return value.equals(Client.NULL) ? "NULL" : "'" + value + "'";
    }
}
